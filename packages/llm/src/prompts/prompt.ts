/** One message of a chat. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/**
 * What a model reads: a plain text, or the messages of a chat. If the last message is the
 * assistant's, the model continues it; otherwise it begins an answer.
 */
export type Prompt = string | readonly ChatMessage[];

/**
 * How a model presents a plain prompt: `plain` sends the text as it is, `chat` sends it as one user
 * message, `auto` does what is usual for the model.
 */
export type PromptFormat = 'plain' | 'chat' | 'auto';

/** The messages of a prompt. A plain text becomes one user message. */
export function toMessages(prompt: Prompt): readonly ChatMessage[] {
  return typeof prompt === 'string' ? [{ role: 'user', content: prompt }] : prompt;
}

/**
 * The prompt with a text added at its end. In a chat the text belongs to the assistant: it extends
 * the assistant's last message, or begins one.
 */
export function appendToPrompt(prompt: Prompt, text: string): Prompt {
  if (typeof prompt === 'string') return prompt + text;
  const last = prompt.at(-1);
  if (last?.role !== 'assistant') return [...prompt, { role: 'assistant', content: text }];
  return [...prompt.slice(0, -1), { role: 'assistant', content: last.content + text }];
}

/**
 * The text of a prompt without its roles, one message per line. For estimates, logs and error
 * messages.
 */
export function promptText(prompt: Prompt): string {
  if (typeof prompt === 'string') return prompt;
  return prompt.map(({ content }) => content).join('\n');
}
