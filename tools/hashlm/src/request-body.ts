import { invalidRequest } from './request-error.ts';

/** The fields of a request that HashLM reads. */
export interface RequestBody {
  readonly [field: string]: unknown;
  readonly model?: string;
  readonly prompt?: unknown;
  readonly messages?: unknown;
  readonly max_tokens?: number | null;
  readonly max_completion_tokens?: number | null;
  readonly temperature?: number | null;
  readonly seed?: number | null;
  readonly stop?: string | readonly string[] | null;
  readonly n?: number | null;
  readonly echo?: boolean | null;
  readonly logprobs?: number | boolean | null;
  readonly top_logprobs?: number | null;
}

/** The prompts of a completions request. @throws RequestError if one is not a string */
export function promptsOf({ prompt }: RequestBody): readonly string[] {
  const prompts: readonly unknown[] = Array.isArray(prompt) ? prompt : [prompt];
  const texts = prompts.filter((text) => typeof text === 'string');
  if (texts.length === 0 || texts.length < prompts.length)
    throw invalidRequest('prompt must be a string or an array of strings');
  return texts;
}

/** The messages of a chat request as one text. @throws RequestError if there is no message */
export function textOfMessages({ messages }: RequestBody): string {
  if (!Array.isArray(messages) || messages.length === 0)
    throw invalidRequest('messages must be a non-empty array');
  return messages
    .map(({ content }: { content?: string | readonly { text?: string }[] }) =>
      typeof content === 'string' ? content : (content ?? []).map(({ text = '' }) => text).join(''),
    )
    .join('\n');
}

/** The strings that end a reply. */
export function stopsOf({ stop }: RequestBody): readonly string[] {
  if (stop === null || stop === undefined) return [];
  return typeof stop === 'string' ? [stop] : stop;
}
