export { createLossChecks } from '../conformance/create-loss-checks.ts';

export type { LossCheckOptions } from '../conformance/create-loss-checks.ts';
export type { CheckContext, LossCheck, LossSample } from '../conformance/loss-check.ts';
