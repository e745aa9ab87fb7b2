import { setFlagsFromString } from 'node:v8';

/**
 * Lets this process collect garbage early: the young generation stays as it is, and the old one
 * grows by a share between collections. V8 reads both values each time it decides to grow.
 *
 * @param growthInPercent of the old generation
 */
export function keepHeapSmall(growthInPercent: number): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString(`--heap-growing-percent=${growthInPercent}`);
}
