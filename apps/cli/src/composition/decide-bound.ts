import type { NetworkModels } from '@dln/vi';
import type { Configuration } from '../configuration/configuration.ts';

/** Whether a run estimates a bound at each validation; by default if its models run in this process, where calls cost nothing. */
export function decideBound(
  { bound, nShots }: Pick<Configuration, 'bound' | 'nShots'>,
  { forward, score }: NetworkModels,
): boolean {
  if (bound !== 'auto') return bound;
  const isInProcess = [forward, score].every(
    ({ capabilities }) => capabilities.textScoring === 'in-process',
  );
  return isInProcess && nShots <= 0;
}
