import type { ChatMessage } from '@dln/llm';
import { compileChatTemplate } from '@dln/templates';

/** The chat template of a model file. */
export interface ChatTemplate {
  /**
   * The text of a chat up to the start of the assistant's next message.
   *
   * @throws RangeError if the template takes too many steps, or makes too long a text
   */
  readonly render: (messages: readonly ChatMessage[]) => string;
}

/** Options of `parseChatTemplate`. */
export interface ChatTemplateOptions {
  /** The Jinja text in the file's metadata. */
  readonly text: string;
  /** Text of the start token; empty if the model has none. */
  readonly startToken: string;
  /** Text of the end token; empty if the model has none. */
  readonly endToken: string;
}

/** Parses a chat template. Throws the parser's error for an invalid one. */
export function parseChatTemplate({
  text,
  startToken,
  endToken,
}: ChatTemplateOptions): ChatTemplate {
  const template = compileChatTemplate(text);
  return {
    render: (messages) =>
      template.render({
        messages,
        add_generation_prompt: true,
        bos_token: startToken,
        eos_token: endToken,
      }),
  };
}
