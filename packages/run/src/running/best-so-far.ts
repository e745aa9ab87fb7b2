import type { AnsweredExample, LayerParameters, TestedEvent, TrainEvent } from '@dln/vi';
import type { ModelTest } from '../reporting/model-test.ts';

/** What a run has learned so far, as far as its events tell. */
export interface BestSoFar {
  /** First layer first. */
  readonly parameters: readonly LayerParameters[];
  /** `null`: nothing was validated. */
  readonly devAccuracy: number | null;
  /** `null`: nothing was tested. */
  readonly testAccuracy: number | null;
  /** Test accuracy of the initial parameters. `null`: they were not tested. */
  readonly baselineAccuracy: number | null;
  /** Answers of the tests; `null`: there was none. */
  readonly tested: readonly AnsweredExample[] | null;
  readonly baseline: readonly AnsweredExample[] | null;
  /** Of each of several models; absent for one model. */
  readonly models?: readonly ModelTest[];
  /** Training ended at a perfect dev accuracy. */
  readonly isStoppedEarly: boolean;
}

/** What is known before the first event. */
export function nothingLearned(parameters: readonly LayerParameters[]): BestSoFar {
  return {
    parameters,
    devAccuracy: null,
    testAccuracy: null,
    baselineAccuracy: null,
    tested: null,
    baseline: null,
    isStoppedEarly: false,
  };
}

/** What is known when one more event has happened. */
export function updateBest(best: BestSoFar, event: TrainEvent): BestSoFar {
  if (event.type === 'validated') {
    const { parameters, devAccuracy } = event;
    if (event.isBest) return { ...best, parameters, devAccuracy };
    // The reference keeps the first prompts if nothing is ever right, and reports 0.
    return { ...best, devAccuracy: best.devAccuracy ?? devAccuracy };
  }
  if (event.type === 'tested')
    return {
      ...best,
      testAccuracy: event.testAccuracy,
      tested: event.examples,
      ...modelsOf(best, event, 'testAccuracy'),
    };
  if (event.type === 'baseline')
    return {
      ...best,
      baselineAccuracy: event.testAccuracy,
      baseline: event.examples,
      ...modelsOf(best, event, 'baselineAccuracy'),
    };
  if (event.type === 'stopped-early') return { ...best, isStoppedEarly: true };
  return best;
}

/** The tests of each model with one more figure. */
function modelsOf(
  { models: before }: BestSoFar,
  { models }: Pick<TestedEvent, 'models'>,
  figure: 'testAccuracy' | 'baselineAccuracy',
): Pick<BestSoFar, 'models'> {
  if (!models) return {};
  return {
    models: models.map(({ name, accuracy }) => ({
      testAccuracy: null,
      baselineAccuracy: null,
      ...before?.find((model) => model.name === name),
      name,
      [figure]: accuracy,
    })),
  };
}
