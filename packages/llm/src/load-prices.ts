import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { decodeYaml } from './connections/decode-yaml.ts';
import { createInvalidPricesError } from './prices/invalid-prices-error.ts';
import { parsePrices } from './prices/parse-prices.ts';
import type { PriceTable } from './prices/price-table.ts';

// One folder up from src/ as well as from dist/: this file must stay at the top of src.
const shippedFile = (): string => fileURLToPath(new URL('../prices.yaml', import.meta.url));

/**
 * Tables of prices, in order of precedence: the caller's table if given, then the shipped one.
 *
 * @throws ModelSettingError `invalid-prices` if a file cannot be read, or with line and key
 */
export async function loadPrices(file?: string): Promise<readonly PriceTable[]> {
  const own = file === undefined ? [] : [await loadTable(file)];
  return [...own, await loadTable(shippedFile())];
}

async function loadTable(file: string): Promise<PriceTable> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
    const reason = `cannot be read (${code}). Name a YAML file of prices.`;
    throw createInvalidPricesError({ file, reason });
  }
  const decoded = decodeYaml(bytes);
  if ('text' in decoded) return parsePrices(decoded.text, file);
  throw createInvalidPricesError({ file, ...decoded });
}
