import type { TrainingEvent } from './training-event.ts';
import type { TrainingResult } from './training-result.ts';

/**
 * Training that is under way. Awaiting gives the result; iterating gives the events from the first
 * one on, and throws where training fails. Leaving the loop does not stop training: abort the
 * signal for that.
 */
export interface TrainingRun<Value = unknown>
  extends Promise<TrainingResult<Value>>, AsyncIterable<TrainingEvent> {}

/** Starts training, and keeps its events for all who iterate. */
export function startTraining<Value>(
  train: (emit: (event: TrainingEvent) => void) => Promise<TrainingResult<Value>>,
): TrainingRun<Value> {
  const events: TrainingEvent[] = [];
  let change = Promise.withResolvers<undefined>();
  let isOver = false;
  const announce = (): void => {
    change.resolve(undefined);
    change = Promise.withResolvers();
  };
  const result = train((event) => {
    events.push(event);
    announce();
  }).finally(() => {
    isOver = true;
    announce();
  });
  async function* iterate(): AsyncGenerator<TrainingEvent, void, undefined> {
    // A program that iterates meets an error here; the promise needs no other handler.
    result.catch(() => undefined);
    for (let next = 0; ; next++) {
      while (next >= events.length && !isOver) await change.promise;
      const event = events[next];
      if (event === undefined) break;
      yield event;
    }
    await result;
  }
  return Object.assign(result, { [Symbol.asyncIterator]: iterate });
}
