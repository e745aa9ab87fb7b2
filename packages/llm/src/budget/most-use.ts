import type { Usage } from '../language-model.ts';
import { type Prompt, promptText, toMessages } from '../prompts/prompt.ts';
import { costOf, type Price } from '../prices/price.ts';

/** Tokens that a chat's format adds to a message, and that servers put before a text. */
const FORM_TOKENS = 16;

/** The most that a request can use. Without a price it may cost anything. */
export function mostUse(promptTokens: number, completionTokens: number, price?: Price): Usage {
  const usage = { promptTokens, completionTokens, requests: 1 };
  if (price === undefined) return { ...usage, dollars: Infinity };
  // A free reply costs nothing, however long it may be.
  const counted = price.output === 0 ? 0 : completionTokens;
  return { ...usage, dollars: costOf({ promptTokens, completionTokens: counted }, price) };
}

/** No tokenizer makes more tokens of a text than it has bytes. */
export function mostPromptTokens(prompt: Prompt): number {
  return Buffer.byteLength(promptText(prompt)) + FORM_TOKENS * toMessages(prompt).length;
}
