import { join } from 'node:path';
import { createResultDataBuilder, type TrainEvent } from '@dln/vi';
import type { ComposedRun } from '../composition/compose-run.ts';
import type { Configuration } from '../settings/configuration.ts';
import { mergeResultData } from '../directory/merge-result-data.ts';
import { writeJson } from '../files/write-json.ts';
import { nothingLearned, updateBest, type BestSoFar } from './best-so-far.ts';
import { createNetworkBuilder } from './create-network-builder.ts';

/** What a run has learned by now, in memory and in its directory. */
export interface KeptResults {
  readonly best: BestSoFar;
  add(event: TrainEvent): void;
  /** Writes the best network and the results so far to the run directory. */
  save(): Promise<void>;
  /** Does so for the last time, also where `--result-data-path` wants them. */
  finish(): Promise<void>;
}

/** Keeps what a run learns, so that it is there whenever the run ends. */
export function keepResults(options: {
  readonly configuration: Configuration;
  readonly run: ComposedRun;
  readonly runDirectory: string;
}): KeptResults {
  const { configuration, run, runDirectory } = options;
  const { layers, outputScoringFunction, resultDataPath } = configuration;
  const { name } = run.dataset;
  const results = createResultDataBuilder({
    depth: layers,
    rules: run.strategies.results({ depth: layers, outputScoring: outputScoringFunction }),
  });
  let best = nothingLearned(run.parameters);
  const network = createNetworkBuilder({ configuration, run });

  const save = async (): Promise<void> => {
    await writeJson(join(runDirectory, 'result_data.json'), { [name]: results.build() });
    await writeJson(join(runDirectory, 'network.json'), network.build(best));
  };
  return {
    get best() {
      return best;
    },
    add: (event) => {
      results.add(event);
      network.add(event);
      best = updateBest(best, event);
    },
    save,
    finish: async () => {
      await save();
      if (resultDataPath !== null)
        await mergeResultData(resultDataPath, { [name]: results.build() });
    },
  };
}
