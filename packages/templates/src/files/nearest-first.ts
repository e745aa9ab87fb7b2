import leven from 'leven';

/** Removes duplicates and sorts by edit distance to `wanted`, nearest first. */
export function nearestFirst(wanted: string, texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
    .map((text) => ({ text, distance: leven(wanted, text) }))
    .sort((one, other) => one.distance - other.distance || (one.text < other.text ? -1 : 1))
    .map(({ text }) => text);
}
