import { ModelSettingError } from '../model-setting-error.ts';

/** A cap on money is set, and the price of a model is unknown. Nothing was sent. */
export function createUnknownPriceError(model: string): ModelSettingError {
  const name = JSON.stringify(model);
  return new ModelSettingError({
    code: 'unknown-price',
    message:
      `The price of ${name} is not known, so no cap on money can be kept (\`maxCost\`). Give it in ` +
      'a file, `prices: prices.yaml`, in US dollars per million tokens, 0 for a server of your own:' +
      `\nmodels:\n  ${name}: { input: 0.5, output: 1.5 }`,
    subject: model,
  });
}
