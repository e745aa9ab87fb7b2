import type { Proposer } from '../proposer.ts';
import { critiqueFirst } from './critique-first.ts';
import { crossOver } from './cross-over.ts';
import { demonstrate } from './demonstrate.ts';
import { drawFromPool } from './draw-from-pool.ts';
import { editInstruction } from './edit-instruction.ts';
import { paraphrase } from './paraphrase.ts';
import { rewriteByModel } from './rewrite-by-model.ts';

/** The name of a proposer, in settings and in the ledger. */
export type ProposerName =
  | 'rewrite'
  | 'demonstrations'
  | 'edits'
  | 'paraphrase'
  | 'critique'
  | 'crossover'
  | 'pool';

/** Every proposer by its name. */
export const proposers: Readonly<Record<ProposerName, Proposer>> = {
  rewrite: rewriteByModel,
  demonstrations: demonstrate,
  edits: editInstruction,
  paraphrase,
  critique: critiqueFirst,
  crossover: crossOver,
  pool: drawFromPool,
};
