/** Thrown if a model returned no instructions. */
export class NoInstructionError extends Error {
  override readonly name = 'NoInstructionError';
  readonly userFacing = true;
  /** Number of requests. */
  readonly asked: number;
  readonly model: string;

  constructor({
    asked,
    model,
    failure,
  }: {
    readonly asked: number;
    readonly model: string;
    /** Why the first request has no reply. @default every reply arrived and was empty */
    readonly failure?: string | undefined;
  }) {
    const reason =
      failure === undefined
        ? 'every reply was empty'
        : `none can be used (the first failure: ${failure})`;
    super(
      `${model} was asked for ${asked} instructions, and ${reason}; choose another backward ` +
        'model (--set bwdModelType=…) or another template (--set qPrompt=…).',
    );
    this.asked = asked;
    this.model = model;
  }
}
