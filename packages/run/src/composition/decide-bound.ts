import type { NetworkModels } from '@dln/vi';
import type { Configuration } from '../settings/configuration.ts';

/**
 * Samples of the bound that a run estimates at each validation, 0 for none. `auto`: only if its
 * models run in this process, where calls cost nothing.
 */
export function decideBound(
  { bound, boundSamples, nShots }: Pick<Configuration, 'bound' | 'boundSamples' | 'nShots'>,
  { forward, score }: NetworkModels,
): number {
  const isInProcess = [forward, score].every(
    ({ capabilities }) => capabilities.textScoring === 'in-process',
  );
  const isWanted = bound === 'auto' ? isInProcess && nShots <= 0 : bound;
  return isWanted ? boundSamples : 0;
}
