import type { Prediction } from '@dln/vi';

const LONGEST_INPUT = 80;

/** One line on an input that was skipped: which one, and why. */
export function describeSkipped(
  what: string,
  input: string,
  { failure, failedLayer }: Pick<Prediction, 'failure' | 'failedLayer'>,
): string {
  const line = input.replaceAll(/\s+/g, ' ').trim();
  const shown = line.length <= LONGEST_INPUT ? line : `${line.slice(0, LONGEST_INPUT)}…`;
  const layer = failedLayer === undefined ? '' : `, layer ${failedLayer + 1}`;
  const happened = failure?.kind === 'invalid-output' ? 'invalid answer to' : 'skipped';
  return `${happened} ${what} (${JSON.stringify(shown)}${layer}): ${failure?.message ?? 'no reason is known'}`;
}
