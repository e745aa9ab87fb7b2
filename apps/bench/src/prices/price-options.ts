import { InvalidArgumentError, type Command } from 'commander';
import { loadPrices, type PriceTable } from '@dln/llm';

/** The flags for model prices. */
export interface PriceFlags {
  readonly price?: PriceTable;
  readonly prices?: string;
}

/** Adds those flags to a command. */
export function addPriceOptions(command: Command): Command {
  return command
    .option('--prices <file>', 'prices of models, as for `dln train`; override the table of dln')
    .option(
      '--price <input,output>',
      'US dollars per million tokens of prompts and of replies, for every model; overrides ' +
        'all tables',
      parsePrice,
    );
}

/**
 * The tables that the flags name, in order of priority.
 *
 * @throws ModelSettingError `invalid-prices` if a file cannot be read, or with line and key
 */
export async function pricesFromFlags({
  price,
  prices,
}: PriceFlags): Promise<readonly PriceTable[]> {
  return [...(price ? [price] : []), ...(await loadPrices(prices))];
}

/** A table with one price for every model. */
export function parsePrice(text: string): PriceTable {
  const [input = NaN, output = input, ...others] = text
    .split(',')
    .map((part) => (part.trim() === '' ? NaN : Number(part)));
  if ([input, output].every((amount) => amount >= 0 && amount < Infinity) && others.length === 0)
    return { hosts: undefined, models: { '*': { input, output } } };
  throw new InvalidArgumentError(
    'It takes one number, or two separated by a comma, such as 0.15,0.60.',
  );
}
