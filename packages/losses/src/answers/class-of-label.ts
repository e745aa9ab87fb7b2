import { classReader } from './read-class.ts';

/**
 * The class whose verbalizer equals the label. Ignores case, Unicode form and surrounding marks,
 * unless two classes differ only in these. Undefined unless exactly one class matches.
 *
 * @param verbalizers `[class][verbalizer]`
 *
 * @example
 * classOfLabel('(POS)', [['positive', 'pos'], ['negative', 'neg']]); // 0
 */
export function classOfLabel(
  label: string,
  verbalizers: readonly (readonly string[])[],
): number | undefined {
  return classReader(verbalizers).readLabel(label);
}
