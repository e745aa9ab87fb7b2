import { RandomState } from '@dln/random';
import { computeLosses } from '@dln/losses';
import { resolveSettings, selectTaskLoss } from '@dln/run';
import { composeGuide } from '../src/guide/models/compose-guide.ts';
import { createSimulatedRater } from '../src/guide/rater/simulated-rater.ts';
import { rateRound } from '../src/guide/rater/rate-round.ts';
import { openGuide } from '../src/guide/session/open-guide.ts';
import type { Parameters } from '../src/guide/session/records.ts';

/** What a simulated rater taught. */
export interface GuideFigures {
  readonly seed: number;
  /** Accuracy on the test split by the rater's criterion, before and after. */
  readonly before: number;
  readonly after: number;
  /** Ratings in each round. */
  readonly ratings: readonly number[];
  /** Rounds that accepted a candidate. */
  readonly accepted: number;
  readonly instruction: string;
}

/**
 * Guides the embedded model on unlabelled inputs of hyperbaton. The rater knows the labels; the
 * guide does not.
 */
export async function measureGuide({
  seed,
  rounds,
  noise,
  folder,
  maxTestSize = 250,
}: {
  readonly seed: number;
  readonly rounds: number;
  readonly noise: number;
  readonly folder: string;
  readonly maxTestSize?: number;
}): Promise<GuideFigures> {
  const configuration = resolveSettings({
    dataset: 'hyperbaton',
    dataDir: new URL('../../../data', import.meta.url).pathname,
    fwdModelType: 'embedded',
    layers: 1,
    seed,
    bwdMaxTokens: 120,
    p1MaxTokens: 120,
    heldOutPromptRanking: false,
    maxTestSize,
  });
  const signal = new AbortController().signal;
  await using guided = await composeGuide({
    configuration,
    inputs: { kind: 'dataset', isUnlabelled: true },
    directory: folder,
    signal,
  });
  const { dataset, models } = guided;
  const { loss } = selectTaskLoss({
    dataset,
    preset: configuration.preset,
    lossFunction: configuration.lossFunction,
  });
  const labels = new Map(dataset.examples('train').map(({ input, target }) => [input, target]));
  const rater = createSimulatedRater({
    quality: (input, output) =>
      1 - (computeLosses(loss, [output], [labels.get(input) ?? ''])[0] ?? 1),
    noise,
    random: new RandomState(seed + 1000),
  });
  const test = dataset.examples('test').map(({ input, target }) => ({ text: input, target }));
  const accuracy = async (parameters: Parameters): Promise<number> => {
    const answers = await models.answer(parameters, test, 999);
    return answers.reduce((sum, { loss: own }) => sum + 1 - (own ?? 1), 0) / answers.length;
  };
  await using guide = await openGuide({
    directory: folder,
    models,
    start: { inputs: guided.inputs, parameters: guided.parameters, seed },
    now: () => 0,
  });
  const before = await accuracy(guide.state().current.parameters);
  const ratings: number[] = [];
  let accepted = 0;
  for (let round = 0; round < rounds; round++) {
    await guide.startRound();
    ratings.push(await rateRound(guide, rater, 'simulated'));
    if ((await guide.endRound()).accepted !== null) accepted++;
  }
  const { parameters } = guide.state().current;
  const after = await accuracy(parameters);
  return { seed, before, after, ratings, accepted, instruction: parameters[0]?.instruction ?? '' };
}
