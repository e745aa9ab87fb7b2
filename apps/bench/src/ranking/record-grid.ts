import { RandomState } from '@dln/random';
import { composeRun, type Configuration } from '@dln/run';
import { accuracyOf, answerExamples, proposers, runForward, type LayerParameters } from '@dln/vi';
import type { Grid, GridCandidate } from './grid.ts';

/** Options of `recordGrid`. */
export interface RecordGridOptions {
  /** Names the task, the model, the layout and the calibration; one layer with output classes. */
  readonly configuration: Configuration;
  /** Candidates beside the initial parameters. */
  readonly proposals: number;
  /** Training examples that score each candidate. */
  readonly examples: number;
  /** Candidates that are tested, those with the best scores. */
  readonly tested: number;
  readonly signal: AbortSignal;
  /** Called after each candidate. */
  readonly onCandidate?: (done: number, of: number) => void;
}

/**
 * Scores the initial parameters and random sets of demonstrations on the same training examples,
 * and tests each of them.
 */
export async function recordGrid(options: RecordGridOptions): Promise<Grid> {
  const { configuration, proposals, examples: count, tested, signal, onCandidate } = options;
  const { seed } = configuration;
  const { context, dataset, parameters, close } = await composeRun(configuration, signal);
  try {
    const random = new RandomState(seed);
    const shuffled = dataset.examples('train', random.permutation(dataset.size('train')));
    const examples = shuffled.slice(0, count);
    const [current] = parameters;
    const { outputClasses } = context.layers[0];
    if (current === undefined || outputClasses === undefined)
      throw new TypeError('a grid needs one layer with output classes');
    const question = {
      ...{ index: 0, step: 0, round: 0, trials: {}, memory: [], examples: [] },
      perRequest: 0,
    };
    const proposed = await proposers.demonstrations(
      context,
      { ...question, count: proposals, current, others: shuffled.slice(count) },
      random,
    )();
    const all = [current, ...proposed.map((candidate) => candidate.parameters)];
    const scoresOf = async (candidate: LayerParameters): Promise<number[]> => {
      const passes = await runForward(context, {
        parameters: [candidate],
        inputs: examples.map(({ input }) => input),
        temperature: 0,
        place: { step: 0, purpose: 'forward' },
      });
      return passes.map((pass, at) => {
        const target = examples[at]?.target;
        const scores = pass.failure ? undefined : pass.classScores;
        const value =
          target === undefined
            ? undefined
            : scores?.logProbabilities[outputClasses.indexOf(target)];
        if (value === undefined) throw new Error(`example ${at + 1} of the grid has no score`);
        return value;
      });
    };
    const scored: (readonly number[])[] = [];
    for (const candidate of all) {
      scored.push(await scoresOf(candidate));
      onCandidate?.(scored.length, all.length);
    }
    const means = scored.map((scores) => scores.reduce((sum, own) => sum + own, 0));
    const best = means.toSorted((one, other) => other - one).slice(0, tested);
    const candidates: GridCandidate[] = [];
    for (const [at, candidate] of all.entries()) {
      const scores = [...(scored[at] ?? [])];
      const isTested = best.includes(means[at] ?? Number.NaN);
      const answers = isTested
        ? await answerExamples(context, {
            parameters: [candidate],
            batches: dataset.iterate('test', 20),
            step: 0,
            purpose: 'test',
          })
        : undefined;
      candidates.push({ scores, testAccuracy: answers ? accuracyOf(answers) : null });
    }
    const { dataset: name, calibration, pClass, demonstrations } = configuration;
    return {
      dataset: name ?? '',
      model: context.models.forward.id,
      seed,
      settings: { calibration, pClass, demonstrations },
      candidates,
    };
  } finally {
    await close();
  }
}
