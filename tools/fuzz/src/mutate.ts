import type { RandomState } from '@dln/random';

/** One of some values. */
export function pick<Value>(random: RandomState, values: readonly Value[]): Value {
  const value = values[random.integer(0, values.length)];
  if (value === undefined) throw new RangeError('there is nothing to pick from');
  return value;
}

/** Values that readers of text and numbers trip over. */
const HOSTILE: readonly unknown[] = [
  ...[null, true, 0, -1, 1e9, 1e308, 0.1, '', ' ', 'NaN', '1e9', '-', '*', '&a [*a]', '__proto__'],
  ...['\u0000', '\u001b]52;c;eA==\u0007', '\u202e', '\ud800', '${HOME}', '{{ x }}', '../../x', '~'],
  ...[[], {}, [[]], [null], { toString: 1 }, '{%', 'a\nb', 'x'.repeat(5000), ['a', 1], 'toString'],
  ...['constructor', '[[[[', 'file:///x', 'package:x', './x.mjs', 'http://:p@h/', '\ufeff', '1_0'],
];

export function hostileValue(random: RandomState): unknown {
  return pick(random, HOSTILE);
}

const PIECES: readonly string[] = [
  ...['"', "'", '{', '}', '[', ']', ':', ',', '\n', '\t', '\r', '|', '>', '*a', '&a', '%', '{{'],
  ...['{%', '%}', '}}', '#', '-', '\\', '\u0000', '\ud800', '0'.repeat(300), ' '.repeat(300)],
  ...['null', 'true', '1e999', '__proto__', 'toString', '\u202e', '\u0085', '…', '!!binary'],
];

/** A text with a few changes: cuts, copies, other characters and pieces of syntax. */
export function mutateText(random: RandomState, text: string): string {
  let mutant = text;
  for (let change = random.integer(1, 5); change > 0; change--) {
    const at = random.integer(0, mutant.length + 1);
    const length = random.integer(0, 1 + Math.min(40, mutant.length - at));
    const [before, after] = [mutant.slice(0, at), mutant.slice(at + length)];
    const kind = random.integer(0, 5);
    if (kind === 0) mutant = before + after;
    else if (kind === 1) mutant = before + mutant.slice(at, at + length).repeat(3) + after;
    else if (kind === 2) mutant = before + String.fromCharCode(random.integer(0, 0xffff)) + after;
    else mutant = before + pick(random, PIECES) + (kind === 3 ? after : mutant.slice(at));
  }
  return mutant;
}

/** Bytes with a few changes, or cut off. */
export function mutateBytes(
  random: RandomState,
  bytes: Uint8Array,
  within: number = Infinity,
): Buffer {
  const mutant = Buffer.from(bytes);
  const end = Math.max(1, Math.min(mutant.length, within));
  for (let change = random.integer(1, 9); change > 0 && mutant.length > 0; change--)
    mutant[random.integer(0, end)] = pick(random, [0, 1, 127, 128, 255, random.integer(0, 256)]);
  return random.integer(0, 8) === 0 ? mutant.subarray(0, random.integer(0, end)) : mutant;
}

/** A JSON value in which a few parts are missing or others. */
export function mutateJson(random: RandomState, value: unknown): unknown {
  if (random.integer(0, 12) === 0) return hostileValue(random);
  if (Array.isArray(value)) {
    const items = value.map((item) => mutateJson(random, item));
    return random.integer(0, 8) === 0 ? [...items, ...items.slice(0, 1)] : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, item]) => {
    const chance = random.integer(0, 30);
    if (chance === 0) return [];
    return [[chance === 1 ? JSON.stringify(hostileValue(random)) : name, mutateJson(random, item)]];
  });
  return Object.fromEntries(entries) as unknown;
}
