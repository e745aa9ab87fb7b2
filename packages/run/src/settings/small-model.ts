import type { Configuration } from './configuration.ts';

/**
 * What a small model can learn in a minute or two: which training examples to show, and how to
 * calibrate its scores. It cannot write instructions. The layout is fixed, because a choice by a
 * few examples costs tokens and is often wrong.
 */
export const SMALL_MODEL: Partial<Configuration> = {
  layers: 1,
  format: 'plain',
  pClass: 'input_output_line',
  calibration: 'shares',
  calibrationInputs: 8,
  proposers: ['demonstrations'],
  demonstrations: 16,
  demonstrationTokens: 400,
  numPSamples: 16,
  ranking: 'halving',
  batchSize: 30,
  iters: 1,
  valFreq: 1,
  tolerance: -1,
  maxDevSize: 50,
  bound: false,
};
