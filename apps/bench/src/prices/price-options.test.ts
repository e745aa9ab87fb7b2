import { findPrice } from '@dln/llm';
import { describe, expect, it } from 'vitest';
import { parsePrice, pricesFromFlags } from './price-options.ts';

const openai = { model: 'gpt-4o-mini', baseUrl: 'https://api.openai.com/v1' };

describe('--price', () => {
  it('goes over the tables, for every model', async () => {
    expect(findPrice(await pricesFromFlags({}), openai)).toMatchObject({ input: 0.15 });
    const own = await pricesFromFlags({ price: parsePrice('3,4') });
    expect(findPrice(own, openai)).toEqual({ input: 3, output: 4 });
    expect(findPrice(own, { model: 'm', baseUrl: 'http://a' })).toEqual({ input: 3, output: 4 });
  });

  it('takes one number for both', () => {
    expect(parsePrice('2').models['*']).toEqual({ input: 2, output: 2 });
  });

  it.each(['', 'a', '1,', ',2', '-1', '1,2,3', 'Infinity'])('does not take %j', (text) => {
    expect(() => parsePrice(text)).toThrow('It takes one number, or two separated by a comma');
  });
});
