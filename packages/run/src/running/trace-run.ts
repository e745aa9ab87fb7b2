import * as api from '@opentelemetry/api';
import { trace, wrapModel, type LanguageModel } from '@dln/llm';
import { traceTraining } from '@dln/vi';
import { readEnvironment } from '../environment.ts';
import type { Learner } from './learner.ts';

/** A model whose requests are spans if an SDK of OpenTelemetry is registered in this process. */
export function traceModel(model: LanguageModel): LanguageModel {
  return wrapModel(model, trace({ api, recordsContent: readEnvironment().recordsContent }));
}

/** A learner whose run, validations, steps and test are spans. */
export function traceLearner(learn: Learner): Learner {
  return (run) =>
    traceTraining(learn(run), {
      api,
      attributes: { 'dln.dataset': run.dataset.name, 'dln.layers': run.context.layers.length },
    });
}
