import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { instructionOnly, instructionsOf } from '../layers/layer-parameters.ts';
import { expectations } from '../numerics/expectations.ts';
import { mean } from '../numerics/mean.ts';
import { klDivergence } from '../numerics/kl-divergence.ts';
import { recordSetters, type MemoryEntry } from './prompt-memory.ts';

const shared =
  process.env['DLN_SHARED'] ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));
const file = `${shared}/parity/model.json`;
const isThere = existsSync(file);

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

describe.skipIf(!isThere)(
  `as the reference computes${isThere ? '' : ' (skipped: shared/parity/model.json is not beside this checkout)'}`,
  () => {
    const recorded = (
      isThere
        ? JSON.parse(readFileSync(file, 'utf8'))
        : { compute_elbo_score: [], compute_pairwise_kl: [], memory: [] }
    ) as Recorded;

    it('weighs log-likelihoods into a figure for each candidate', () => {
      expect(recorded.compute_elbo_score.length).toBeGreaterThan(0);
      for (const { log_likes, weights, weighted } of recorded.compute_elbo_score) {
        const rows = expectations(log_likes, weights);
        weighted.forEach((want, candidate) => {
          expect(mean(rows.map((row) => row[candidate] ?? 0))).toBeCloseTo(want, 10);
        });
      }
    });

    it('averages over examples where there are no weights', () => {
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
  },
);
