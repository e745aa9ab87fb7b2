import { GgufDamage, type GgufHeader } from './read-header.ts';

export const UINT16 = 2;
export const UINT32 = 4;
export const INT32 = 5;
export const FLOAT32 = 6;
export const BOOL = 7;
export const INTEGERS: readonly number[] = [0, 1, UINT16, 3, UINT32, INT32, 10, 11];

/** A text of the header; undefined if the key is missing. */
export function textOf({ entries }: GgufHeader, key: string): string | undefined {
  const entry = entries.get(key);
  if (entry === undefined) return undefined;
  if (typeof entry.value !== 'string') return refuse(`${key} is no text`);
  return entry.value;
}

/** A number of the header; undefined if the key is missing, or has a list, as some have by layer. */
export function numberOf(
  { entries }: GgufHeader,
  key: string,
  types: readonly number[],
): number | undefined {
  const entry = entries.get(key);
  if (entry === undefined) return undefined;
  if (entry.list !== undefined && types === INTEGERS && INTEGERS.includes(entry.list.type))
    return undefined;
  if (!types.includes(entry.type)) return refuse(`${key} has another type than expected`);
  return Number(entry.value);
}

/** @throws GgufDamage */
export function refuse(problem: string): never {
  throw new GgufDamage(`is damaged: ${problem}. Download it again.`);
}
