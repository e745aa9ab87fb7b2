import type { TrainEvent, TrainingState } from '@dln/vi';
import type { ComposedRun } from '../composition/compose-run.ts';
import type { Configuration } from '../settings/configuration.ts';
import type { ReplyKeeper } from '../replies/reply-keeper.ts';
import { createCheckpointMismatchError } from '../directory/create-checkpoint-mismatch-error.ts';
import {
  changedParts,
  writeCheckpoint,
  type Checkpoint,
  type RunState,
} from '../directory/checkpoint.ts';

/** Follows a run with its checkpoint. */
export interface CheckpointKeeper {
  /** To be told to `train`. */
  readonly onState: (state: TrainingState) => void;
  /** Writes the initial state of the run, unless one is on disk. */
  begin(): Promise<void>;
  /**
   * Writes the state after an event; if the run was there before, compares the two states.
   *
   * @throws RunError if the states differ
   */
  follow(event: TrainEvent): Promise<void>;
}

/** Between these events no call is under way, so that the state is whole. */
const places: readonly TrainEvent['type'][] = ['iteration', 'tested', 'counted'];

/**
 * Keeps a run's checkpoint. A run that is taken up again is made from its beginning with its
 * replies; the checkpoint proves that it came to the same state.
 *
 * @param options.before the checkpoint that the run left when it ended
 */
export function keepCheckpoint(options: {
  readonly configuration: Configuration;
  readonly run: ComposedRun;
  readonly runDirectory: string;
  readonly samples: ReplyKeeper['samples'];
  readonly before: Checkpoint | undefined;
}): CheckpointKeeper {
  const { configuration, run, runDirectory, samples, before } = options;
  let training: TrainingState | null = null;
  let events = 0;
  const stateNow = (): RunState => ({
    training,
    dataset: run.dataset.state(),
    models: run.snapshot(),
    samples: samples(),
  });
  let datasetBeforeTest: unknown;
  const write = (isTested = false): Promise<void> =>
    writeCheckpoint(runDirectory, {
      configuration,
      events,
      state: stateNow(),
      ...(isTested ? { datasetBeforeTest } : {}),
    });
  return {
    onState: (state) => {
      training = state;
    },
    begin: async () => {
      if (before === undefined) await write();
    },
    follow: async ({ type }) => {
      events++;
      if (type === 'iteration') datasetBeforeTest = run.dataset.state();
      if (events === before?.events) {
        const parts = changedParts(before.state, stateNow());
        if (parts.length > 0) throw createCheckpointMismatchError(runDirectory, parts);
      } else if (events > (before?.events ?? 0) && places.includes(type))
        await write(type === 'tested');
    },
  };
}
