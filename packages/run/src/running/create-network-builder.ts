import {
  inLayout,
  saveNetwork,
  type NetworkFile,
  type RecordedAnswers,
  type TrainEvent,
} from '@dln/vi';
import type { ComposedRun } from '../composition/compose-run.ts';
import { fixedFewShots } from '../composition/fixed-few-shots.ts';
import { taskOf } from '../composition/task-of.ts';
import type { Configuration } from '../settings/configuration.ts';
import type { BestSoFar } from './best-so-far.ts';
import { fingerprint } from './fingerprint-run.ts';

/** Answers of the best network that its file keeps, so that they can be compared later. */
const RECORDED_ANSWERS = 10;

/** Builds the file of the best network of a run. */
export interface NetworkBuilder {
  add(event: TrainEvent): void;
  build(best: BestSoFar): NetworkFile;
}

/** A builder for a run of which nothing has happened yet. */
export function createNetworkBuilder({
  configuration,
  run,
}: {
  readonly configuration: Pick<Configuration, 'preset' | 'nShots'>;
  readonly run: ComposedRun;
}): NetworkBuilder {
  const { preset, nShots } = configuration;
  const fewShots = fixedFewShots(run.dataset, Math.max(0, nShots));
  let recorded: RecordedAnswers | null = null;
  let { context } = run;
  return {
    add: (event) => {
      if (event.type === 'layout-chosen') context = inLayout(run.context, event.chosen);
      if (event.type !== 'validated' || !event.isBest) return;
      // The reference draws other few-shot examples at every validation.
      const drawsOthers = nShots > 0 && preset === 'reference';
      // Samples are not what the network answers when it is asked.
      const areSampled = context.settings.samplesPerExample > 1;
      if (drawsOthers || areSampled || event.examples.length === 0) recorded = null;
      else
        recorded = {
          split: 'dev',
          fingerprint: fingerprint(run.dataset.examples('dev')),
          // The answers are those of the first of several models.
          accuracy: event.models?.[0]?.accuracy ?? event.devAccuracy,
          answers: event.examples
            .slice(0, RECORDED_ANSWERS)
            .map(({ input, hiddenTexts, output }) => ({ input, hiddenTexts, output })),
        };
    },
    build: ({ parameters, devAccuracy, testAccuracy, models }) =>
      saveNetwork({
        context,
        parameters,
        preset,
        task: taskOf(run.dataset),
        scores: { devAccuracy, testAccuracy },
        modelAccuracies: models,
        fewShots,
        recorded,
      }),
  };
}
