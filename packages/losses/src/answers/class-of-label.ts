import { classReader } from './read-class.ts';

/**
 * The class of a label: the one with this verbalizer but for case, Unicode form and the marks around it, which count only between classes that differ
 * in nothing else. Undefined for none or several.
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
