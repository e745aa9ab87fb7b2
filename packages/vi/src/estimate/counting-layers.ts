import type { Layer } from '../layers/layer.ts';

/**
 * The layers with empty memories of class priors, so that an estimate counts priors again and
 * leaves those of the run alone.
 */
export function withOwnPriors<Own extends readonly Layer[]>(layers: Own): Own {
  return layers.map(({ calibration, ...layer }): Layer =>
    calibration
      ? {
          ...layer,
          calibration: {
            ...calibration,
            priors: new Map(),
            scales: new Map(),
            ...(calibration.readings ? { readings: new Map() } : {}),
          },
        }
      : layer,
  ) as unknown as Own;
}
