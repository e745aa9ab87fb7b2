import leven from 'leven';

/**
 * The name that was probably meant, if one is near: the same letters, or few edits for its length.
 */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  const plain = (name: string): string => name.toLowerCase().replace(/[-_]/g, '');
  const same = names.find((name) => plain(name) === plain(written));
  if (same !== undefined) return same;
  const [near] = names.toSorted((one, other) => leven(written, one) - leven(written, other));
  if (near === undefined) return undefined;
  return leven(written, near) <= Math.max(1, near.length * 0.4) ? near : undefined;
}
