import type { TrainingSettings } from '@dln/vi';
import type { Configuration } from '../settings/configuration.ts';

/** The part of a configuration that decides what happens around the steps, in the words of `@dln/vi`; the models decide the rest (`decideBound`). */
export function toTrainingSettings(
  configuration: Configuration,
): Omit<TrainingSettings, 'boundSamples'> {
  const { nShots, trainP1, trainP2, doZeroShot } = configuration;
  // With few-shot examples asked for, even 0 of them, and nothing to train, a run only tests.
  const onlyTests = nShots >= 0 && !trainP1 && !trainP2;
  return {
    iterations: configuration.iters,
    batchSize: configuration.batchSize,
    balanceBatches: configuration.balanceBatch,
    validationFrequency: configuration.valFreq,
    validatesFirst: configuration.doFirstEval,
    tolerance: configuration.tolerance,
    memorySize: configuration.useMemory,
    wrongTextPenalty: configuration.logpPenalty,
    decaysPenalty: configuration.decayLogpPenalty,
    stopsWhenPerfect: configuration.stopWhenPerfect,
    testsInitialPrompts: configuration.baseline,
    isZeroShot: doZeroShot || onlyTests,
    isCostOnly: configuration.costOnly,
    fewShots: Math.max(0, nShots),
    boundExamples: configuration.boundExamples,
  };
}
