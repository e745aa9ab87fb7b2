import { RandomState } from '@dln/random';
import { createArgumentError } from '../dataset-argument-error.ts';
import type { Example } from '../example.ts';
import { bbhTestFingerprints } from './bbh-test-fingerprints.ts';
import { drawDateUnderstanding } from './date-understanding.ts';
import { fingerprintInput } from './fingerprint-input.ts';
import { generatedDatasetNames, type GeneratedDatasetName } from './generated-dataset-name.ts';
import { drawHyperbaton } from './hyperbaton.ts';
import { drawLogicalDeduction } from './logical-deduction.ts';
import { drawNavigate } from './navigate.ts';

/** Options of `generateExamples`. */
export interface GenerateExamplesOptions {
  readonly count: number;
  /** Determines the examples; an unsigned 32-bit integer. */
  readonly seed: number;
  /** Inputs to exclude, besides those of BIG-Bench Hard's test files. @default [] */
  readonly exclude?: Iterable<string>;
}

const rules: Readonly<Record<GeneratedDatasetName, (random: RandomState) => Example>> = {
  navigate: drawNavigate,
  hyperbaton: drawHyperbaton,
  date_understanding: drawDateUnderstanding,
  logical_deduction_seven_objects: drawLogicalDeduction,
};

const MOST_TRIES_IN_VAIN = 10_000;

/**
 * Generates examples in the form of BIG-Bench Hard. All inputs are distinct (also up to the order
 * of lettered options), and none is in the benchmark's test file, which the package knows by
 * hashes.
 *
 * @example
 * const [example] = generateExamples('navigate', { count: 1, seed: 7 });
 *
 * @throws DatasetArgumentError for a dataset without a generator, or if the generator has too few
 * examples
 */
export function generateExamples(
  name: GeneratedDatasetName,
  { count, seed, exclude = [] }: GenerateExamplesOptions,
): readonly Example[] {
  if (!generatedDatasetNames.includes(name)) {
    const wanted = `one that examples can be made of by rule: ${generatedDatasetNames.join(', ')}`;
    throw createArgumentError({ argument: 'dataset', value: name, wanted });
  }
  if (!Number.isInteger(count) || count < 0) {
    const wanted = 'an integer of 0 or more';
    throw createArgumentError({ argument: 'count', value: count, wanted });
  }
  const random = new RandomState(seed);
  const barred = new Set(bbhTestFingerprints[name].match(/\w+/g));
  for (const input of exclude) barred.add(fingerprintInput(input));

  const examples: Example[] = [];
  let triesInVain = 0;
  while (examples.length < count) {
    const example = rules[name](random);
    const fingerprint = fingerprintInput(example.input);
    if (!barred.has(fingerprint)) {
      barred.add(fingerprint);
      examples.push(example);
      triesInVain = 0;
    } else if (++triesInVain === MOST_TRIES_IN_VAIN) {
      const wanted = `at most ${examples.length}: the rule for ${name} has hardly more to give`;
      throw createArgumentError({ argument: 'count', value: count, wanted });
    }
  }
  return examples;
}
