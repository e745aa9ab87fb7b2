import { RandomState } from '@dln/random';
import type { Cap, CapUnit } from './measure-cap.ts';

const units: readonly CapUnit[] = ['requests', 'tokens', 'dollars'];

/**
 * Random caps between a hundredth of the whole run's spending and all of it, cycling through the
 * units.
 */
export function drawCaps(
  count: number,
  { seed, whole }: { readonly seed: number; readonly whole: Readonly<Record<CapUnit, number>> },
): readonly Cap[] {
  const random = new RandomState(seed);
  return Array.from({ length: count }, (_, at) => {
    const unit = units[at % units.length] ?? 'requests';
    const value = whole[unit] * (0.01 + 0.99 * random.randomSample());
    return {
      unit,
      value: unit === 'dollars' ? Number(value.toFixed(4)) : Math.max(1, Math.round(value)),
    };
  });
}
