export { createProposerChecks } from '../conformance/create-proposer-checks.ts';

export type {
  CheckContext,
  CheckedProposer,
  ProposerCheck,
} from '../conformance/proposer-check.ts';
