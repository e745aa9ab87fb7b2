import { join } from 'node:path';
import {
  createResultDataBuilder,
  saveNetwork,
  type RecordedAnswers,
  type TrainEvent,
} from '@dln/vi';
import type { ComposedRun } from '../composition/compose-run.ts';
import { fixedFewShots } from '../composition/fixed-few-shots.ts';
import type { Configuration } from '../settings/configuration.ts';
import { mergeResultData } from '../directory/merge-result-data.ts';
import { writeJson } from '../files/write-json.ts';
import { nothingLearned, updateBest, type BestSoFar } from './best-so-far.ts';
import { fingerprint } from './fingerprint-run.ts';

/** So many answers of the best network are kept, to be compared by `dln eval --verify`. */
const recordedAnswers = 10;

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
  const { preset, layers, outputScoringFunction, resultDataPath, nShots } = configuration;
  const { name, instruction } = run.dataset;
  const results = createResultDataBuilder({
    depth: layers,
    rules: run.strategies.results({ depth: layers, outputScoring: outputScoringFunction }),
  });
  const fewShots = fixedFewShots(run.dataset, Math.max(0, nShots));
  let best = nothingLearned(run.prompts);

  let recorded: RecordedAnswers | null = null;

  const record = (event: TrainEvent): void => {
    if (event.type !== 'validated' || !event.isBest) return;
    // The reference draws other few-shot examples at every validation.
    const drawsOthers = nShots > 0 && preset === 'reference';
    if (drawsOthers || event.examples.length === 0) recorded = null;
    else
      recorded = {
        split: 'dev',
        fingerprint: fingerprint(run.dataset.examples('dev')),
        accuracy: event.devAccuracy,
        answers: event.examples
          .slice(0, recordedAnswers)
          .map(({ input, hiddenTexts, output }) => ({ input, hiddenTexts, output })),
      };
  };

  const save = async (): Promise<void> => {
    const { prompts, devAccuracy, testAccuracy } = best;
    const scores = { devAccuracy, testAccuracy };
    const task = { dataset: name, instruction };
    const { context } = run;
    const network = saveNetwork({ context, prompts, preset, task, scores, fewShots, recorded });
    await writeJson(join(runDirectory, 'result_data.json'), { [name]: results.build() });
    await writeJson(join(runDirectory, 'network.json'), network);
  };
  return {
    get best() {
      return best;
    },
    add: (event) => {
      results.add(event);
      record(event);
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
