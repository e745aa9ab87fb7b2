import { UnsupportedCapabilityError } from '../capabilities/unsupported-capability-error.ts';
import { type ChatMessage, type Prompt, type PromptFormat, toMessages } from './prompt.ts';
import { requirePlainText } from './require-plain-text.ts';

/**
 * Writes the messages of a chat as the text that a model was trained on. The server tokenizes that
 * text: if it also reads special tokens in it, `render` must not let message contents contain any.
 */
export interface ChatTemplate {
  /**
   * Names the format, such as `chatml`. Part of the model's id, so that replies in different
   * formats are not mixed up.
   */
  readonly name: string;
  /** The text up to the assistant's own text. */
  readonly render: (messages: readonly ChatMessage[]) => string;
}

/** How a model that reads text presents prompts. */
export interface TextPresentation {
  /**
   * A plain prompt is presented as a chat, so that the model answers it and does not continue it.
   */
  readonly isChat: boolean;
  /** Added to the model's id; empty if prompts are sent as they are. */
  readonly idSuffix: string;
  /**
   * @throws UnsupportedCapabilityError if the prompt consists of messages and there is no template
   */
  readonly present: (prompt: Prompt) => string;
}

/**
 * How a model presents prompts as text. `auto` means `chat` if there is a template, `plain`
 * otherwise.
 *
 * @throws UnsupportedCapabilityError if the format is `chat` and there is no template
 */
export function createTextPresentation({
  modelId,
  format = 'auto',
  template,
}: {
  readonly modelId: string;
  readonly format?: PromptFormat | undefined;
  readonly template?: ChatTemplate | undefined;
}): TextPresentation {
  if (template === undefined) {
    if (format === 'chat')
      throw new UnsupportedCapabilityError({
        modelId,
        capability: 'messages',
        reason: 'the format is chat, and the model has no chat template.',
        advice: 'Give it a chat template, or use the chat API of the server.',
      });
    return {
      isChat: false,
      idSuffix: '',
      present: (prompt) => requirePlainText(prompt, modelId),
    };
  }
  const isChat = format !== 'plain';
  return {
    isChat,
    idSuffix: isChat ? ` (${template.name})` : ` (plain, ${template.name})`,
    present: (prompt) =>
      typeof prompt === 'string' && !isChat ? prompt : template.render(toMessages(prompt)),
  };
}
