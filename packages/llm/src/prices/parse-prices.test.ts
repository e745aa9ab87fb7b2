import { describe, expect, it } from 'vitest';

import { loadPrices } from '../load-prices.ts';
import { findPrice } from './price-table.ts';
import { parsePrices } from './parse-prices.ts';

const home = 'http://localhost:8000/v1';

describe('a table of prices', () => {
  it('names models, and all that begin alike', () => {
    const table = parsePrices(
      'models:\n  "phi-*": { input: 1, output: 2 }\n  phi-2: { input: 0, output: 0 }\n',
      'p',
    );
    const priceOf = (model: string): unknown => findPrice([table], { model, baseUrl: home });
    expect(priceOf('phi-2')).toEqual({ input: 0, output: 0 });
    expect(priceOf('phi-3')).toEqual({ input: 1, output: 2 });
    expect(priceOf('toString')).toBeUndefined();
  });

  it.each([
    ['models: [', 'prices.yaml:1: '],
    ['', 'prices.yaml: a table of prices begins with models:'],
    ['models:\n  m: 3\n', 'prices.yaml:2: models.m: it takes { input: …, output: … }'],
    ['models:\n  m: { input: 1 }\n', 'prices.yaml:2: models.m.output: it takes a number'],
    [
      'models:\n  m:\n    input: -1\n    output: 2\n',
      'prices.yaml:3: models.m.input: it takes 0 or more',
    ],
    [
      'models:\n  m: { input: 1, output: 2, ouput: 3 }\n',
      'prices.yaml:2: models.m.ouput: there is no such key here. There are input, output and cached_input.',
    ],
    [
      'model:\n  m: { input: 1, output: 2 }\nmodels: {}\n',
      'prices.yaml:1: model: there is no such key',
    ],
    ['date: soon\nmodels: {}\n', 'prices.yaml:1: date: it takes a day'],
  ])('that is wrong is refused with line and key: %j', (yaml, message) => {
    expect(() => parsePrices(yaml, 'prices.yaml')).toThrow(message);
  });

  it('that is missing is refused with its name', async () => {
    await expect(loadPrices('no-such.yaml')).rejects.toThrow(
      'no-such.yaml: cannot be read (ENOENT)',
    );
  });
});

describe('the shipped table', () => {
  it('is dated, and holds for the service whose prices it has', async () => {
    const tables = await loadPrices();
    const model = 'gpt-4o-mini';
    expect(findPrice(tables, { model, baseUrl: 'https://api.openai.com/v1' })).toEqual({
      input: 0.15,
      output: 0.6,
      cachedInput: 0.075,
      date: '2026-05-07',
    });
    expect(findPrice(tables, { model, baseUrl: home })).toBeUndefined();
  });
});
