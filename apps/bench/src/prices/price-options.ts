import { InvalidArgumentError, type Command } from 'commander';
import { loadPrices, type PriceTable } from '@dln/llm';

/** The flags that say what models cost. */
export interface PriceFlags {
  readonly price?: PriceTable;
  readonly prices?: string;
}

/** Adds those flags to a command. */
export function addPriceOptions(command: Command): Command {
  return command
    .option(
      '--prices <file>',
      'what models cost, as for `dln train`; asked before the table that ships with dln',
    )
    .option(
      '--price <input,output>',
      'US dollars for a million tokens of prompts and of replies, whatever the model; goes over all tables',
      parsePrice,
    );
}

/**
 * The tables that flags name, in the order in which they are asked.
 *
 * @throws InvalidPricesError where a file cannot be read, or with line and key
 */
export async function pricesFromFlags({
  price,
  prices,
}: PriceFlags): Promise<readonly PriceTable[]> {
  return [...(price ? [price] : []), ...(await loadPrices(prices))];
}

/** A price for every model, as a table. */
export function parsePrice(text: string): PriceTable {
  const [input = NaN, output = input, ...others] = text
    .split(',')
    .map((part) => (part.trim() === '' ? NaN : Number(part)));
  if ([input, output].every((amount) => amount >= 0 && amount < Infinity) && others.length === 0)
    return { hosts: undefined, models: { '*': { input, output } } };
  throw new InvalidArgumentError('It takes one number or two with a comma, as in 0.15,0.60.');
}
