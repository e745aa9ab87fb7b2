import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadTask } from '@dln/run';
import { loadNetwork, parseNetworkFile, type NetworkFile } from '@dln/vi';
import type { ReplayedRun } from '../recorded/replay-experiment.ts';

/** Whether a network's test answers are right, with its calibration and without. */
export interface MeasuredCalibration {
  readonly dataset: string;
  readonly seed: number;
  /** `[test item]` */
  readonly calibrated: readonly boolean[];
  /** `[test item]` */
  readonly plain: readonly boolean[];
}

/**
 * Answers the test examples of a run with the network that it learned, and again without the
 * network's calibration. Both need the same requests. Undefined if the network has no calibration.
 */
export async function measureCalibration({
  cell,
  directory,
  model,
}: ReplayedRun): Promise<MeasuredCalibration | undefined> {
  const file = parseNetworkFile(
    JSON.parse(await readFile(join(directory, 'network.json'), 'utf8')) as unknown,
  );
  if (file.layers.at(-1)?.calibration === undefined) return undefined;
  const dataset = await loadTask(cell.configuration);
  const examples = dataset.examples('test');
  const inputs = examples.map(({ input }) => input);
  const rightOf = async (network: NetworkFile): Promise<readonly boolean[]> => {
    const predictions = await loadNetwork(network, { model }).predict(inputs);
    return predictions.map(({ output }, index) => output === examples[index]?.target);
  };
  return {
    dataset: cell.name.dataset,
    seed: cell.name.seed,
    calibrated: await rightOf(file),
    plain: await rightOf(withoutCalibration(file)),
  };
}

function withoutCalibration(file: NetworkFile): NetworkFile {
  return {
    ...file,
    layers: file.layers.map(({ calibration: _, ...layer }) => layer),
  };
}
