import { createHash } from 'node:crypto';
import type { Parameters } from './records.ts';

/** Equal parameters have equal ids in all rounds, so their ratings add up. */
export function hashParameters(parameters: Parameters): string {
  const text = JSON.stringify(
    parameters.map(({ instruction, demonstrations }) => [instruction, demonstrations]),
  );
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
