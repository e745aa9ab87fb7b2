/** Length of the common prefix of two token lists. */
export function commonPrefixLength(left: readonly number[], right: readonly number[]): number {
  const shorter = Math.min(left.length, right.length);
  let length = 0;
  while (length < shorter && left[length] === right[length]) length++;
  return length;
}

/** Compares token lists lexicographically, so lists with a common prefix are neighbours. */
export function compareTokens(left: readonly number[], right: readonly number[]): number {
  const shared = commonPrefixLength(left, right);
  return (left[shared] ?? -1) - (right[shared] ?? -1);
}
