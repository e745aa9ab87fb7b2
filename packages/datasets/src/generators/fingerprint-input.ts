import { createHash } from 'node:crypto';
import { parseMultipleChoice } from '../loaders/shuffle-options.ts';

/** Hexadecimal digits per hash: enough to avoid collisions. */
const FINGERPRINT_LENGTH = 12;

/**
 * A hash prefix that identifies an input without its text. The order of lettered options does not
 * matter, because loading shuffles them.
 */
export function fingerprintInput(input: string): string {
  const choice = parseMultipleChoice(input);
  const text = choice ? [choice.question, ...choice.options.toSorted()].join('\n') : input;
  return createHash('sha256').update(text).digest('hex').slice(0, FINGERPRINT_LENGTH);
}
