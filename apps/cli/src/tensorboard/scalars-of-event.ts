import type { TrainEvent } from '@dln/vi';
import type { Spending } from '../reporters/run-reporter.ts';
import type { Scalar } from './scalar.ts';

/**
 * The figures of an event. `dev/acc`, `elbo`, `elbo1`, `elbo2`, `acc` and `test/acc` are the Python reference's tags (dln/vi/utils.py), where a network of one
 * layer has its part under `elbo2` and 0 under `elbo1`; the others are ours.
 */
export function scalarsOfEvent(event: TrainEvent, spending: Spending): readonly Scalar[] {
  const at = (tag: string, value: number): Scalar => ({ tag, step: event.iteration, value });
  switch (event.type) {
    case 'validated':
      return [at('dev/acc', event.devAccuracy)];
    case 'stepped': {
      const { info, runningElbo, runningAccuracy } = event;
      const parts = info.layers.map(({ elbo }) => elbo);
      return [
        at('elbo', info.elbo),
        ...(parts.length === 1 ? [0, info.elbo] : parts).map((part, index) =>
          at(`elbo${index + 1}`, part),
        ),
        at('acc', info.accuracy),
        ...(runningElbo === null ? [] : [at('run_elbo', runningElbo)]),
        at('run_acc', runningAccuracy),
        ...info.posteriorEntropies.map((entropy, index) =>
          at(`posterior_entropy${index + 1}`, entropy),
        ),
        at('requests', spending.requestsSent),
        at('tokens', spending.tokens),
        ...(spending.dollars === null ? [] : [at('dollars', spending.dollars)]),
      ];
    }
    case 'tested':
      return [at('test/acc', event.testAccuracy)];
    case 'iteration':
    case 'restored':
    case 'counted':
    case 'omitted':
      return [];
  }
}
