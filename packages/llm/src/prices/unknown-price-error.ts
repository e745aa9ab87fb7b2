/** A cap on money was set, and nobody knows what a model costs. Nothing was sent. */
export class UnknownPriceError extends Error {
  override readonly name = 'UnknownPriceError';
  readonly userFacing = true;
  readonly model: string;

  constructor(model: string) {
    super(
      `The price of ${JSON.stringify(model)} is not known, so no cap on money can be kept (\`maxCost\`). Give it in a file, \`prices: prices.yaml\`, in US dollars per million tokens, 0 for a server of your own:\nmodels:\n  ${JSON.stringify(model)}: { input: 0.5, output: 1.5 }`,
    );
    this.model = model;
  }
}
