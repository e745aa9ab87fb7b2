import { isMap, isNode, isScalar, isSeq } from 'yaml';

/**
 * The offset in a YAML document of the value at a path of keys and indices. Points at its key, or
 * at the deepest existing key on the path.
 */
export function offsetOf(node: unknown, path: readonly PropertyKey[]): number | undefined {
  const [step, ...rest] = path;
  const start = isNode(node) ? node.range?.[0] : undefined;
  if (step === undefined) return start;
  if (isSeq(node)) return offsetOf(node.items[Number(step)], rest) ?? start;
  if (!isMap(node)) return start;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  if (!pair) return undefined;
  const inside = isMap(pair.value) || isSeq(pair.value) ? offsetOf(pair.value, rest) : undefined;
  return rest.length > 0 && inside !== undefined ? inside : offsetOf(pair.key, []);
}
