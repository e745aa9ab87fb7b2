import type { RandomState } from '@dln/random';
import type { Example } from '../example.ts';

const HEADING = '\nOptions:\n';
const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => `(${letter})`);

/** A parsed multiple-choice input. */
export interface MultipleChoice {
  readonly question: string;
  /** The options' texts, without letters. */
  readonly options: readonly string[];
}

/** Parses an input with lettered options; `undefined` for other inputs. */
export function parseMultipleChoice(input: string): MultipleChoice | undefined {
  const start = input.indexOf(HEADING);
  if (start < 0) return undefined;
  const lines = input
    .slice(start + HEADING.length)
    .trim()
    .split('\n');
  const options = lines.flatMap((line) => /\([A-Z]\)\s(.*)/.exec(line)?.[1] ?? []);
  if (options.length !== lines.length) return undefined;
  return { question: input.slice(0, start), options };
}

/** Renders an input with lettered options, and its target from the position of the right option. */
export function renderMultipleChoice(
  { question, options }: MultipleChoice,
  right: number,
): Example {
  const listed = options.map((option, position) => `${LETTERS[position] ?? ''} ${option}`);
  return { input: question + HEADING + listed.join('\n'), target: LETTERS[right] ?? '' };
}

/**
 * Permutes the options of a multiple-choice example: new option k is old option p[k], and the
 * target's letter follows. `undefined` if the example has no lettered options, or its target is not
 * one of them.
 */
export function shuffleOptions(example: Example, random: RandomState): Example | undefined {
  const choice = parseMultipleChoice(example.input);
  if (!choice) return undefined;
  const right = LETTERS.indexOf(example.target);
  const order = random.permutation(choice.options.length);
  if (!order.includes(right)) return undefined;
  const options = order.map((position) => choice.options[position] ?? '');
  return renderMultipleChoice({ question: choice.question, options }, order.indexOf(right));
}
