/** Thrown by calls to a closed model, or to one that is closed while they run. */
export class ModelClosedError extends Error {
  override readonly name = 'ModelClosedError';
  readonly modelId: string;

  constructor({ modelId }: { readonly modelId: string }) {
    super(`${modelId} is closed. Create it again to send more requests.`);
    this.modelId = modelId;
  }
}
