import type { Dataset } from '../batches/dataset.ts';
import type { OutputClasses } from '../classes/output-classes.ts';
import { splitNames, type Example, type Split } from '../example.ts';

/** What is inspected. */
export type InspectedData = Pick<Dataset, 'examples' | 'outputClasses' | 'notes'>;

/**
 * Lists what to check before trusting results on a dataset, one line each: how it was read, inputs
 * in two splits, contradicting targets, a single target, classes without training examples, empty
 * texts, duplicates.
 * Inputs are compared trimmed and in one Unicode form.
 */
export function describeData(dataset: InspectedData): readonly string[] {
  const { outputClasses, notes } = dataset;
  return [
    ...notes,
    ...describeOverlap(dataset, 'test'),
    ...describeOverlap(dataset, 'dev'),
    ...describeContradictions(dataset),
    ...describeSingleTarget(dataset),
    ...(outputClasses ? describeMissingClasses(dataset.examples('train'), outputClasses) : []),
    ...splitNames.flatMap((split) => describeEmpty(dataset.examples(split), split)),
    ...splitNames.flatMap((split) => describeRepeats(dataset.examples(split), split)),
  ];
}

function toKey(text: string): string {
  return text.trim().normalize('NFC');
}

function describeOverlap(dataset: InspectedData, split: Split): readonly string[] {
  const known = new Set(dataset.examples('train').map(({ input }) => toKey(input)));
  const examples = dataset.examples(split);
  const count = examples.filter(({ input }) => known.has(toKey(input))).length;
  return count === 0 ? [] : [`${count} of ${examples.length} ${split} inputs are in train`];
}

function describeContradictions(dataset: InspectedData): readonly string[] {
  const targets = new Map<string, Map<string, string>>();
  const { outputClasses } = dataset;
  for (const { input, target } of splitNames.flatMap((split) => dataset.examples(split))) {
    const key = toKey(input);
    const meaning = outputClasses?.has(target)
      ? String(outputClasses.indexOf(target))
      : toKey(target);
    const found = targets.get(key) ?? new Map<string, string>();
    targets.set(key, found.set(meaning, found.get(meaning) ?? target));
  }
  const several = [...targets].filter(([, found]) => found.size > 1);
  const [first] = several;
  if (!first) return [];
  const [input, found] = first;
  const named = [...found.values()].map((target) => JSON.stringify(target)).join(' and ');
  const verb = several.length === 1 ? 'input has' : 'inputs have';
  return [`${several.length} ${verb} contradicting targets, such as ${quote(input)}: ${named}`];
}

function describeSingleTarget(dataset: InspectedData): readonly string[] {
  const { outputClasses } = dataset;
  const targets = splitNames.flatMap((split) =>
    dataset.examples(split).map(({ target }) => target),
  );
  const [first = ''] = targets;
  const different = new Set(
    targets.map((target) =>
      outputClasses?.has(target) ? outputClasses.indexOf(target) : toKey(target),
    ),
  );
  // Empty targets have a note of their own.
  if (targets.length < 2 || different.size > 1 || first.trim() === '') return [];
  return [`every target is ${quote(first)}: nothing can be learned from these data`];
}

function describeMissingClasses(
  train: readonly Example[],
  classes: OutputClasses,
): readonly string[] {
  const seen = new Set(
    train.filter(({ target }) => classes.has(target)).map(({ target }) => classes.indexOf(target)),
  );
  const missing = classes.names.filter((_, index) => !seen.has(index));
  if (missing.length === 0) return [];
  return [
    `train has no example of ${missing.length === 1 ? 'the class' : 'the classes'} ` +
      missing.join(', '),
  ];
}

function describeEmpty(examples: readonly Example[], split: Split): readonly string[] {
  return (['input', 'target'] as const).flatMap((field) => {
    const count = examples.filter((example) => example[field].trim() === '').length;
    if (count === 0) return [];
    const verb = count === 1 ? 'is' : 'are';
    return [`${count} of ${examples.length} ${split} ${field}s ${verb} empty`];
  });
}

function describeRepeats(examples: readonly Example[], split: Split): readonly string[] {
  const different = new Set(
    examples.map(({ input, target }) => JSON.stringify([toKey(input), toKey(target)])),
  );
  const count = examples.length - different.size;
  if (count === 0) return [];
  const verb = count === 1 ? 'repeats' : 'repeat';
  return [`${count} of ${examples.length} ${split} examples ${verb} an earlier one`];
}

const LONGEST_QUOTE = 40;

function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return JSON.stringify(
    line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE - 1)}…` : line,
  );
}
