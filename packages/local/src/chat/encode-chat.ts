import type { ChatMessage } from '@dln/llm';

import type { ChatTemplate } from './chat-template.ts';
import { createSpecialTokenGuard } from './guard-special-tokens.ts';

/** A special token of a vocabulary. */
export interface SpecialToken {
  readonly token: number;
  /** The tokenizer drops blanks before it. */
  readonly trimsBefore: boolean;
  /** The tokenizer drops blanks after it. */
  readonly trimsAfter: boolean;
}

/** What the encoding of chats needs of a model's tokenizer. */
export interface ChatEncoder {
  readonly template: ChatTemplate;
  /** By text. */
  readonly specialTokens: ReadonlyMap<string, SpecialToken>;
  /** Encodes a text without special tokens. */
  readonly encodeText: (text: string) => readonly number[];
}

/**
 * Encodes a chat up to the start of the assistant's text, or continues if the last message is the
 * assistant's. Special tokens come from the template only: their texts in messages are encoded as
 * plain characters.
 *
 * Text between special tokens is encoded as a whole, as in the model's training: a token may
 * contain the end of the template's text and the start of the data.
 */
export function encodeChat(
  messages: readonly ChatMessage[],
  { template, specialTokens, encodeText }: ChatEncoder,
): readonly number[] {
  const contents = messages.map(({ content }) => content);
  const { guard, split, restore } = createSpecialTokenGuard([...specialTokens.keys()], contents);
  const last = messages.at(-1);
  const begun = last?.role === 'assistant' ? last.content : '';
  const turns = last?.role === 'assistant' ? messages.slice(0, -1) : messages;
  const rendered = template.render(
    turns.map(({ role, content }) => ({ role, content: guard(content) })),
  );
  const parts = split(rendered + guard(begun));
  return parts.flatMap((part, index) => {
    const special = specialTokens.get(part);
    if (special !== undefined) return [special.token];
    let text = restore(part);
    if (specialTokens.get(parts[index - 1] ?? '')?.trimsAfter === true) text = text.trimStart();
    if (specialTokens.get(parts[index + 1] ?? '')?.trimsBefore === true) text = text.trimEnd();
    return text === '' ? [] : encodeText(text);
  });
}
