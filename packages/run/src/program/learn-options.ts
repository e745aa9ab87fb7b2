import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { SharedReplies } from '../replies/shared-replies.ts';
import type { ProgramModels } from './open-models.ts';
import type { TrainingPlan } from './plan-training.ts';
import type { TrainingEvent } from './training-event.ts';

/** What a training needs, with or without a run directory. */
export interface LearnOptions {
  readonly plan: TrainingPlan;
  readonly models: ProgramModels;
  readonly shared: SharedReplies | undefined;
  readonly signal: AbortSignal;
  /** Checks and changes the values of structured answers. @default the JSON Schema alone */
  readonly output: StandardSchemaV1 | undefined;
  readonly emit: (event: TrainingEvent) => void;
}
