import type { Example } from '../example.ts';
import type { GeneratedDatasetName } from '../generators/generated-dataset-name.ts';
import { listOptions } from '../loaders/list-options.ts';
import { parseMultipleChoice, renderMultipleChoice } from '../loaders/shuffle-options.ts';
import type { BigBenchItem } from './big-bench-item.ts';

/** Converts examples of a BIG-bench task to the form of BIG-Bench Hard. */
export interface BigBenchForm {
  /** `undefined` if the example does not have the task's form. */
  readonly render: (item: BigBenchItem) => Example | undefined;
  /** A key that is equal for inputs of the same example in BIG-Bench Hard's form. */
  readonly identify: (input: string) => string;
}

const whole = (input: string): string => input;
const optionsOf = (item: BigBenchItem): readonly string[] => Object.keys(item.target_scores);
/** The last option with score 1, as in the reference. */
const rightOf = (item: BigBenchItem): number => Object.values(item.target_scores).lastIndexOf(1);

/**
 * The forms of the four tasks, taken from the published files (reference:
 * scripts/split_bigbench_*.py).
 */
export const bigBenchForms: Readonly<Record<GeneratedDatasetName, BigBenchForm>> = {
  navigate: {
    render: (item) => {
      const words: Readonly<Record<string, string>> = { True: 'Yes', False: 'No' };
      const options = optionsOf(item).flatMap((option) => words[option] ?? []);
      const target = options[rightOf(item)];
      if (target === undefined || options.length !== 2) return undefined;
      const question = 'If you follow these instructions, do you return to the starting point?';
      return { input: listOptions(`${question} ${item.input}`, options), target };
    },
    identify: whole,
  },
  hyperbaton: {
    // The input quotes both sentences; the options are called a and b.
    render: (item) => {
      const question = 'Which sentence has the correct adjective order:';
      const sentences = item.input.slice(item.input.lastIndexOf(question) + question.length);
      const options = [...sentences.matchAll(/"([^"]*)"/g)].map(([, text = '']) => text.trim());
      if (!item.input.includes(question) || options.length !== 2) return undefined;
      return renderLettered(question, options, rightOf(item));
    },
    identify: whole,
  },
  date_understanding: {
    render: (item) => renderLettered(item.input, optionsOf(item), rightOf(item)),
    // BIG-Bench Hard has different options for some questions.
    identify: (input) => parseMultipleChoice(input)?.question ?? input,
  },
  logical_deduction_seven_objects: {
    render: (item) => {
      const introduction =
        'The following paragraphs each describe a set of seven objects arranged in a fixed ' +
        'order. ' +
        'The statements are logically consistent within each paragraph.';
      const options = optionsOf(item).map((option) => option.replace(/\.$/, ''));
      return renderLettered(`${introduction} ${item.input}`, options, rightOf(item));
    },
    identify: whole,
  },
};

function renderLettered(
  question: string,
  options: readonly string[],
  right: number,
): Example | undefined {
  const isComplete = options[right] !== undefined && options.length >= 2;
  return isComplete ? renderMultipleChoice({ question, options }, right) : undefined;
}
