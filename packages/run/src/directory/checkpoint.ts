import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { upgradeRecord } from '@dln/vi';
import { completeConfiguration } from '../configuration/complete-configuration.ts';
import type { Configuration } from '../settings/configuration.ts';
import { writeText } from '../files/write-text.ts';

/** State of a run between iterations: `checkpoint.json`, written as a whole or not at all. */
export interface Checkpoint {
  /** What the run was made with. */
  readonly configuration: Configuration;
  /** Events before it. */
  readonly events: number;
  readonly state: RunState;
  /**
   * The state of the dataset before the test, from which its few-shot examples can be drawn again;
   * missing before the test.
   */
  readonly datasetBeforeTest?: unknown;
}

/** Everything that decides how a run goes on, as plain JSON. */
export interface RunState {
  /**
   * Parameters, memory, step, and the position of the samplers' random numbers; null before the
   * first iteration.
   */
  readonly training: unknown;
  /** Pointers and random numbers of the dataset. */
  readonly dataset: unknown;
  /** Seeds and accounts of the models. */
  readonly models: unknown;
  /** State of the sample counters. */
  readonly samples: unknown;
}

/** The parts of a run's state. */
const stateParts: readonly (keyof RunState)[] = ['training', 'dataset', 'models', 'samples'];

const fileName = 'checkpoint.json';

const checkpointSchema = z.object({
  configuration: z.preprocess(completeConfiguration, z.record(z.string(), z.unknown())),
  events: z.int().nonnegative(),
  state: z.object({
    // Checkpoints of earlier versions hold prompts.
    training: z.unknown().transform(upgradeRecord),
    dataset: z.unknown(),
    models: z.unknown(),
    samples: z.unknown(),
  }),
  datasetBeforeTest: z.unknown().optional(),
});

/** Writes a checkpoint in place of the one before. */
export async function writeCheckpoint(runDirectory: string, checkpoint: Checkpoint): Promise<void> {
  await writeText(join(runDirectory, fileName), `${JSON.stringify(checkpoint)}\n`);
}

/** The checkpoint of a run; `none` if it is missing, `damaged` if it cannot be read. */
export async function readCheckpoint(
  runDirectory: string,
): Promise<Checkpoint | 'none' | 'damaged'> {
  let text: string;
  try {
    text = await readFile(join(runDirectory, fileName), 'utf8');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing ? 'none' : 'damaged';
  }
  try {
    return checkpointSchema.parse(JSON.parse(text)) as unknown as Checkpoint;
  } catch {
    return 'damaged';
  }
}

/** The parts of a state that are not what they were. */
export function changedParts(before: RunState, now: RunState): readonly string[] {
  // What was read has been through JSON; so must what is compared with it.
  const present = JSON.parse(JSON.stringify(now)) as RunState;
  return stateParts.filter((part) => !isDeepStrictEqual(before[part], present[part]));
}
