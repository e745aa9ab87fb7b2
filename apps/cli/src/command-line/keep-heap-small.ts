import { setFlagsFromString } from 'node:v8';

/**
 * Lets this process collect garbage early: the young generation stays as it is, and the old one
 * grows by a fifth between collections. For a command that reads much and keeps nothing; it takes a
 * quarter more processor time. V8 reads both values each time it decides to grow.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=20');
}
