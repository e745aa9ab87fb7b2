import { textOfMessage, type LoggedMessage } from './chat-log-schema.ts';

/** A logged call of a model as a row of a dataset. */
export interface ImportedRow {
  /** The system message; empty without one. */
  readonly system: string;
  /** The user's message, or the whole conversation before the answer, with the roles. */
  readonly input: string;
  /** What the model answered. */
  readonly output: string;
  /** What the answer should have been. */
  readonly label: string | undefined;
  /** How good the answer was: a number, or 1 and 0 for good and bad. */
  readonly rating: number | undefined;
}

const GOOD = new Set([
  'good',
  'yes',
  'true',
  'up',
  'thumbs_up',
  'positive',
  'pass',
  'right',
  'correct',
]);
const BAD = new Set([
  'bad',
  'no',
  'false',
  'down',
  'thumbs_down',
  'negative',
  'fail',
  'wrong',
  'incorrect',
]);

/** The number of a rating; `undefined` for words that are neither good nor bad. */
export function readRating(value: string | number | boolean | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const word = String(value).trim().toLowerCase();
  if (GOOD.has(word)) return 1;
  if (BAD.has(word)) return 0;
  const number = word === '' ? NaN : Number(word);
  return Number.isFinite(number) ? number : undefined;
}

/**
 * Makes a row of messages. The last message is the answer, if an assistant wrote it and no other
 * answer is given.
 *
 * @returns why there is no row, or the row
 */
export function toRow(
  messages: readonly LoggedMessage[],
  {
    answer,
    label,
    rating,
  }: {
    readonly answer?: string | undefined;
    readonly label?: string | undefined;
    readonly rating?: number | undefined;
  },
): ImportedRow | string {
  const system = messages
    .filter(({ role }) => role === 'system' || role === 'developer')
    .map(textOfMessage)
    .join('\n');
  const turns = messages.filter(({ role }) => role !== 'system' && role !== 'developer');
  const last = turns.at(-1);
  const isAnswer = answer === undefined && last?.role === 'assistant';
  const asked = isAnswer ? turns.slice(0, -1) : turns;
  const output = answer ?? (isAnswer ? textOfMessage(last) : '');
  const input = describeTurns(asked);
  if (input.trim() === '') return 'no text was asked';
  if (output.trim() === '' && label === undefined) return 'no answer and no label';
  return { system, input, output, label, rating };
}

function describeTurns(turns: readonly LoggedMessage[]): string {
  const [only, ...others] = turns;
  if (only && others.length === 0) return textOfMessage(only);
  return turns
    .map((turn) => `${turn.role === 'assistant' ? 'Assistant' : 'User'}: ${textOfMessage(turn)}`)
    .join('\n');
}
