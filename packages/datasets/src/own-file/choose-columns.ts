/** Column names that are recognized as input and target. */
const PAIRS: readonly (readonly [input: string, target: string])[] = [
  ['input', 'target'],
  ['input', 'output'],
  ['input', 'label'],
  ['text', 'label'],
  ['text', 'target'],
  ['sentence', 'label'],
  ['question', 'answer'],
  ['prompt', 'completion'],
];

/** The columns of an input and its target. */
export interface ChosenColumns {
  readonly input: string;
  readonly target: string;
}

/**
 * The columns `input` and `target`, or the only pair of usual names. `undefined` unless exactly one
 * pair matches.
 */
export function chooseColumns(columns: readonly string[]): ChosenColumns | undefined {
  const pairs = PAIRS.flatMap(([inputName, targetName]) => {
    const [input, target] = [inputName, targetName].map((name) =>
      columns.find((column) => column.toLowerCase() === name),
    );
    return input === undefined || target === undefined ? [] : [{ input, target }];
  });
  const [first, ...others] = pairs;
  const isUsual = first?.input === 'input' && first.target === 'target';
  return isUsual || others.length === 0 ? first : undefined;
}
