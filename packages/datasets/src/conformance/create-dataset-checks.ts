import { batchChecks } from './batch-checks.ts';
import type { DatasetCheck } from './dataset-check.ts';
import { splitChecks } from './split-checks.ts';

/**
 * What every dataset must do, as checks for vitest, `node:test` and other test runners. Each check
 * loads the dataset for one seed or two. A check that does not apply to a dataset skips its test,
 * with the reason.
 *
 * @example
 * const load = (seed: number) => createDataset({ examples, seed });
 * for (const { name, run } of createDatasetChecks()) it(name, (test) => run(load, test));
 */
export function createDatasetChecks(): readonly DatasetCheck[] {
  return [...splitChecks, ...batchChecks];
}
