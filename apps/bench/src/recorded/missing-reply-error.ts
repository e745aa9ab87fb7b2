/** Thrown for requests without a recorded reply, when no model can answer them. */
export class MissingReplyError extends Error {
  override readonly name = 'MissingReplyError';
  readonly userFacing = true;

  constructor(model: string, missing: number, requests: number) {
    super(
      `${missing} of ${requests} requests to ${model} have no recorded reply. ` +
        'Run the experiment with the model to record them.',
    );
  }
}
