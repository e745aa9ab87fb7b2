import type { GenerateDataFilesOptions, GeneratedDatasetName } from '../src/index.ts';

/**
 * The content of data/generated. A test compares the files with it, so a changed generator is
 * detected.
 */
export const samples: readonly (GenerateDataFilesOptions & {
  readonly name: GeneratedDatasetName;
})[] = [
  { name: 'navigate', count: 400, testCount: 250, seed: 42 },
  { name: 'hyperbaton', count: 400, testCount: 250, seed: 42 },
  { name: 'date_understanding', count: 120, testCount: 100, seed: 42 },
  { name: 'logical_deduction_seven_objects', count: 150, testCount: 100, seed: 42 },
];
