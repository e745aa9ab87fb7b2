import type { ItemFailure } from '@dln/llm';

/** The model of a metric gave no reply for one item. */
export class ModelItemError extends Error {
  override readonly name = 'ModelItemError';
  readonly itemFailure: ItemFailure['kind'];

  constructor(metric: string, { kind, message }: ItemFailure) {
    super(`${metric} got no reply: ${message}`);
    this.itemFailure = kind;
  }
}
