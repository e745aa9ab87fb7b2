import type { Price } from './price.ts';

/** Prices by model. */
export interface PriceTable {
  /** Hosts for which the prices hold; undefined for any. */
  readonly hosts: readonly string[] | undefined;
  /**
   * By the name under which a server serves the model; one that ends in `*` stands for all that
   * begin so.
   */
  readonly models: Readonly<Record<string, Price>>;
}

/**
 * What a model costs at a server, by the first table that knows it; undefined if none does. In a
 * table the model's own name goes first, then the longest beginning that fits.
 */
export function findPrice(
  tables: readonly PriceTable[],
  { model, baseUrl }: { readonly model: string; readonly baseUrl: string },
): Price | undefined {
  for (const { hosts, models } of tables) {
    if (hosts && !hosts.includes(URL.parse(baseUrl)?.hostname ?? '')) continue;
    const name = Object.hasOwn(models, model) ? model : longestFitting(model, Object.keys(models));
    const price = name === undefined ? undefined : models[name];
    if (price !== undefined) return price;
  }
  return undefined;
}

function longestFitting(model: string, names: readonly string[]): string | undefined {
  return names
    .filter((name) => name.endsWith('*') && model.startsWith(name.slice(0, -1)))
    .toSorted((a, b) => b.length - a.length)[0];
}
