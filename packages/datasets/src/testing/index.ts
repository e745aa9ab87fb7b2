export { createDatasetChecks } from '../conformance/create-dataset-checks.ts';

export type { CheckContext, DatasetCheck, LoadSeeded } from '../conformance/dataset-check.ts';
