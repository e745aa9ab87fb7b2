import { setTimeout as delay } from 'node:timers/promises';
import { trainNetwork, type TrainingRun } from '@dln/run';

const THINGS = ['soup', 'tea', 'bread', 'rice', 'cake', 'fish', 'milk', 'pie'];

/** Reviews that are good if their last word is `warm`. */
const reviews = THINGS.flatMap((thing) => [
  { input: `The ${thing} was warm.`, target: 'positive' },
  { input: `The ${thing} was cold.`, target: 'negative' },
  { input: `They said that the ${thing} was warm.`, target: 'positive' },
  { input: `They said that the ${thing} was cold.`, target: 'negative' },
]);

/**
 * A model of rules: what it writes depends on the prompt and, for proposals and hidden texts, on
 * how often it was asked.
 */
function createRuleModel(delayInMs: number): (prompt: string) => Promise<string> {
  let calls = 0;
  return async (prompt) => {
    calls++;
    await delay(delayInMs);
    if (prompt.includes('Answer:') || prompt.includes('Judge'))
      return calls % 3 === 0 ? 'negative' : prompt.includes('warm') ? 'positive' : 'negative';
    return `Note ${calls % 4}: look at the last word.`;
  };
}

/** Trains a small network of two layers with a model of rules, and records it in a folder. */
export function trainSmallRun({
  runDirectory,
  delayInMs = 0,
  iterations = 3,
}: {
  readonly runDirectory: string;
  readonly delayInMs?: number;
  readonly iterations?: number;
}): TrainingRun {
  return trainNetwork({
    data: reviews,
    model: createRuleModel(delayInMs),
    instruction: 'Judge the review.',
    layers: 2,
    iterations,
    runDirectory,
    settings: {
      batchSize: 4,
      numPSamples: 3,
      numHSamples: 3,
      stopWhenPerfect: false,
      baseline: true,
    },
  });
}
