import type { Dataset, DatasetState, Example, Split } from '@dln/datasets';
import type { NetworkFile } from '@dln/vi';
import { readCheckpoint } from '../directory/checkpoint.ts';
import type { RecordedRun } from './read-recorded-run.ts';

/** The solved examples before each example of a split. */
export interface ShownShots {
  /** `[example][shot]`; undefined for those that the network itself carries, if any. */
  readonly shots: readonly (readonly Example[])[] | undefined;
  /** In what they are not those of training; a sentence each. */
  readonly differences: readonly string[];
}

/** As in training; it decides which examples share a draw under the reference preset. */
const EVALUATION_BATCH_SIZE = 20;

/** The solved examples that training showed before the examples of a split. */
export async function shownShots(options: {
  readonly dataset: Dataset;
  readonly split: Split;
  readonly network: Pick<NetworkFile, 'fewShots' | 'preset'>;
  readonly recorded: RecordedRun | undefined;
}): Promise<ShownShots> {
  const { dataset, split, network, recorded } = options;
  if (recorded === undefined || recorded.configuration.nShots <= 0)
    return {
      shots: undefined,
      differences:
        network.fewShots === undefined
          ? []
          : [
              'the same few-shot examples stand before every input; in training each example had its own. Name the run directory to have those',
            ],
    };
  const differences = network.preset === 'reference' ? await restore(dataset, split, recorded) : [];
  const batches = [...dataset.iterate(split, EVALUATION_BATCH_SIZE)];
  return { shots: batches.flatMap(({ fewShots }) => fewShots), differences };
}

/**
 * The reference draws them one after the other: those of the test follow on what was drawn before
 * it.
 */
async function restore(
  dataset: Dataset,
  split: Split,
  { place }: RecordedRun,
): Promise<readonly string[]> {
  const drawnAnew = 'the few-shot examples are drawn anew; in training others were shown';
  const checkpoint = await readCheckpoint(place.runDirectory);
  if (split !== 'test' || typeof checkpoint === 'string') return [drawnAnew];
  try {
    dataset.restore((checkpoint.datasetBeforeTest ?? checkpoint.state.dataset) as DatasetState);
    return [];
  } catch {
    // The data are others by now, as flags asked for.
    return [drawnAnew];
  }
}
