/** A loss that confuses answers of the dataset it should measure. */
export class MetricError extends Error {
  override readonly name = 'MetricError';
  readonly userFacing = true;
  readonly code = 'metric';
  readonly dataset: string;
  readonly loss: string;

  constructor({
    dataset,
    loss,
    fault,
  }: {
    readonly dataset: string;
    readonly loss: string;
    /** A sentence without its full stop. */
    readonly fault: string;
  }) {
    super(
      `The accuracy of ${dataset} would be wrong: ${fault}. Use \`lossFunction: auto\`, which compares classes, numbers or texts as the data need it, ` +
        'or `preset: reference` to measure as the Python code does.',
    );
    this.dataset = dataset;
    this.loss = loss;
  }
}
