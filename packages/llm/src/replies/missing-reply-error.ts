/** A reply is not among those that are kept, and the model cannot be asked for it. Nothing was sent. */
export class MissingReplyError extends Error {
  override readonly name = 'MissingReplyError';
  readonly userFacing = true;
  readonly prompt: string;

  constructor({
    endpoint,
    model,
    prompt,
    reason,
  }: {
    readonly endpoint: string;
    readonly model: string;
    readonly prompt: string;
    /** A sentence: why it cannot be asked for, and what would let it. */
    readonly reason: string;
  }) {
    super(
      `A reply of ${model} at ${endpoint} is not among the replies that are kept, and nothing was sent. ${reason} The question: ${shorten(prompt)}`,
    );
    this.prompt = prompt;
  }
}

const SHOWN = 160;

/** The end of a prompt tells it apart: its beginning is often the same as others'. */
function shorten(prompt: string): string {
  return JSON.stringify(prompt.length <= SHOWN ? prompt : `…${prompt.slice(-SHOWN)}`);
}
