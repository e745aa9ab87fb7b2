/** Something was asked of a model that it cannot do; nothing was sent. */
export class UnsupportedCapabilityError extends Error {
  override readonly name = 'UnsupportedCapabilityError';
  readonly userFacing = true;
  readonly modelId: string;
  readonly capability: 'scoreText' | 'nextToken' | 'messages';
  /** What it cannot do, or did instead: a sentence. */
  readonly reason: string;

  constructor({
    modelId,
    capability,
    reason,
    advice,
  }: {
    readonly modelId: string;
    readonly capability: 'scoreText' | 'nextToken' | 'messages';
    /** A sentence: what it cannot do, or what it did instead. */
    readonly reason: string;
    /** A sentence: what would work. */
    readonly advice: string;
  }) {
    super(`${modelId}: ${reason} ${advice}`);
    this.modelId = modelId;
    this.capability = capability;
    this.reason = reason;
  }
}
