import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { instructionOnly, instructionsOf } from '../layers/layer-parameters.ts';
import { mean } from '../numerics/mean.ts';
import { klDivergence } from '../numerics/kl-divergence.ts';
import { likelihood } from '../objectives/likelihood.ts';
import { certainText } from '../objectives/layer-example.ts';
import { recordSetters, type MemoryEntry } from './prompt-memory.ts';

// What functions of microsoft/deep-language-networks at 036d895 compute.
const file = new URL('reference-model.fixture.json', import.meta.url);

interface Recorded {
  readonly compute_elbo_score: readonly {
    readonly log_likes: readonly (readonly (readonly number[])[])[];
    readonly weights: readonly (readonly number[])[];
    readonly unweighted: readonly (readonly number[])[];
    readonly weighted: readonly number[];
  }[];
  readonly compute_pairwise_kl: readonly {
    readonly distributions: readonly (readonly (readonly number[])[])[];
    readonly kl: readonly number[];
  }[];
  readonly memory: readonly {
    readonly use_memory: number;
    readonly scores: readonly number[];
    readonly after_each: readonly (readonly (readonly [string, string, number])[])[];
  }[];
}

const transpose = (rows: readonly (readonly number[])[]): readonly (readonly number[])[] =>
  (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? NaN));

/**
 * The likelihood of each candidate on an example whose targets have these weights. @param values
 * `[candidate][target]`
 */
function expectedBy(
  weights: readonly number[],
  values: readonly (readonly number[])[],
): readonly (number | undefined)[] {
  const example = {
    batchIndex: 0,
    layerInput: 'x',
    layerOutput: 'h',
    inputs: certainText('x'),
    targets: weights.map((weight, at) => ({ text: `h${at}`, weight })),
    upperInput: 'x',
    label: 'y',
    loss: 0,
  };
  const place = {
    settings: { outputScoring: 'logprobs', hiddenScoring: 'logprobs', useContrastive: false },
    depth: 2,
    isOutput: false,
    hasClasses: false,
    hasSchema: false,
    promptPrice: undefined,
    explorationPenalty: 0,
    trustRegionFrom: 2,
  } as const;
  const answers = values.map((row) => row.map((value) => ({ value })));
  return likelihood.score(answers, example, place).map((cell) => cell?.value);
}

describe('as the reference computes', () => {
  const recorded = JSON.parse(readFileSync(file, 'utf8')) as Recorded;

  it('weighs log-likelihoods into a figure for each candidate', () => {
    expect(recorded.compute_elbo_score.length).toBeGreaterThan(0);
    for (const { log_likes, weights, weighted } of recorded.compute_elbo_score) {
      const rows = log_likes.map((samples, example) =>
        expectedBy(weights[example] ?? [], transpose(samples)),
      );
      weighted.forEach((want, candidate) => {
        expect(mean(rows.map((row) => row[candidate] ?? NaN))).toBeCloseTo(want, 10);
      });
    }
  });

  it('averages over examples without weights', () => {
    for (const { log_likes, unweighted } of recorded.compute_elbo_score)
      unweighted.forEach((row, sample) => {
        row.forEach((want, candidate) => {
          const values = log_likes.map((samples) => samples[sample]?.[candidate] ?? 0);
          expect(mean(values)).toBeCloseTo(want, 10);
        });
      });
  });

  it('measures how far each candidate is from the first', () => {
    expect(recorded.compute_pairwise_kl.length).toBeGreaterThan(0);
    for (const { distributions, kl } of recorded.compute_pairwise_kl) {
      const logs = distributions.map((rows) => rows.map((row) => row.map(Math.log)));
      kl.forEach((want, candidate) => {
        const each = logs.map((rows) => klDivergence(rows[0] ?? [], rows[candidate] ?? []));
        expect(mean(each)).toBeCloseTo(want, 10);
      });
    }
  });

  it('keeps record-setting prompts in its memory, in its order', () => {
    expect(recorded.memory.length).toBeGreaterThan(0);
    for (const { use_memory, scores, after_each } of recorded.memory) {
      let memory: readonly MemoryEntry[] = [];
      scores.forEach((accuracy, turn) => {
        memory = recordSetters(
          memory,
          {
            parameters: [`a${turn}`, `b${turn}`].map(instructionOnly),
            accuracy,
            isRecord: true,
          },
          use_memory,
        );
        expect(
          memory.map((entry) => [...instructionsOf(entry.parameters), entry.accuracy]),
        ).toEqual(after_each[turn]);
      });
    }
  });
});
