import { ReplyStoreError } from './reply-store-error.ts';

/** A replay needs a reply that is not stored, and the model cannot be asked. Nothing was sent. */
export function createMissingReplyError({
  endpoint,
  model,
  prompt,
  reason,
}: {
  readonly endpoint: string;
  readonly model: string;
  readonly prompt: string;
  /** A sentence: why the model cannot be asked, and what would let it. */
  readonly reason: string;
}): ReplyStoreError {
  return new ReplyStoreError({
    code: 'missing-reply',
    message:
      `A reply of ${model} at ${endpoint} is not among the replies that are kept, and nothing was ` +
      `sent. ${reason} The question: ${shorten(prompt)}`,
  });
}

const SHOWN = 160;

/** The end of a prompt tells it apart: its beginning is often the same as others'. */
function shorten(prompt: string): string {
  return JSON.stringify(prompt.length <= SHOWN ? prompt : `…${prompt.slice(-SHOWN)}`);
}
