export { createConformanceChecks } from '../conformance/create-conformance-checks.ts';
export { createFakeModel } from './create-fake-model.ts';

export type { CheckContext, ConformanceCheck } from '../conformance/conformance-check.ts';
export type { ConformanceOptions } from '../conformance/create-conformance-checks.ts';
export type {
  Fake,
  FakeCall,
  FakeDistribution,
  FakeGeneration,
  FakeModel,
  FakeModelOptions,
  FakeScore,
  PlainGenerateRequest,
  PlainScoreTextRequest,
} from './create-fake-model.ts';
