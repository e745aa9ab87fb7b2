import { callsOf } from '@dln/llm';
import { describe, expect, it } from 'vitest';
import {
  countingWorld,
  trainAll,
  type Counts,
  type WorldOptions,
} from './counting-world.fixture.ts';
import type { CostByPurpose } from './counting-account.ts';
import { countRun } from './count-run.ts';
import { estimateRun } from './estimate-run.ts';
import { outlooks } from './outlook.ts';

const totalOf = ({ forward, backward, scoreText, nextToken }: Counts): number =>
  forward + backward + scoreText + nextToken;

const backwardOf = ({ purposes }: CostByPurpose): number =>
  callsOf(purposes.proposals) + callsOf(purposes['posterior samples']);

const presets = ['reference', 'standard'] as const;
const paid = { decaysPenalty: false, wrongTextPenalty: 0.5 };

/** Each of these under each preset. */
const worlds: readonly (Omit<WorldOptions, 'preset'> & { readonly name: string })[] = [
  ...[1, 2, 3].flatMap((depth) =>
    [0, 2, 5].map((memorySize) => ({
      name: `${depth} layers, memory ${memorySize}`,
      depth,
      training: { ...paid, memorySize, iterations: depth === 3 ? 3 : 5, validationFrequency: 2 },
    })),
  ),
  {
    name: 'a full memory at every step',
    depth: 2,
    training: { memorySize: 2, iterations: 4, validationFrequency: 1 },
  },
  { name: 'one layer, few-shot', depth: 1, training: { fewShots: 3, iterations: 3 } },
  { name: 'no first validation', depth: 2, training: { validatesFirst: false, iterations: 3 } },
  { name: 'nothing trained', depth: 2, inference: { trainedLayers: [false, false] } },
  { name: 'zero-shot', depth: 1, training: { isZeroShot: true } },
  { name: 'a test alone', depth: 2, training: { isZeroShot: true, validatesFirst: false } },
  { name: 'cost only', depth: 1, training: { isCostOnly: true } },
  {
    name: 'the last layer alone',
    depth: 2,
    inference: { trainedLayers: [false, true] },
    training: { iterations: 2 },
  },
  {
    name: 'whole batches for every proposal',
    depth: 2,
    inference: { heldOutRanking: false },
    training: { iterations: 2 },
  },
  {
    name: 'the best hidden text',
    depth: 2,
    inference: { useHiddenArgMax: true, rewriteLossOnly: true },
    training: { iterations: 2 },
  },
  {
    name: 'one hidden text',
    depth: 2,
    inference: { hiddenSamples: 1 },
    training: { iterations: 2 },
  },
  {
    name: 'mutual information',
    depth: 2,
    inference: { useMutualInformation: true, correctWeighting: true },
    training: { iterations: 2 },
  },
  {
    name: 'no prior, no penalty',
    depth: 2,
    inference: { includePrior: false },
    training: { iterations: 2, wrongTextPenalty: 0 },
  },
  {
    name: 'a trust region',
    depth: 2,
    inference: { trustFactor: 1e-9 },
    training: { iterations: 2 },
  },
  {
    name: 'a trust region of one layer',
    depth: 1,
    inference: { trustFactor: 1e-9 },
    training: { iterations: 2 },
  },
  {
    name: 'several hidden rounds',
    depth: 2,
    inference: { hiddenPromptSteps: 3 },
    training: { iterations: 2 },
  },
  { name: 'free answers', depth: 2, writesClasses: false, training: { iterations: 2 } },
  // By accuracy no proposal is better where all are wrong; a single step begins with prompts under
  // which they are.
  ...[1, 2, 3].map((depth) => ({
    name: `${depth} layers by accuracy`,
    depth,
    inference: {
      outputScoring: 'accuracy' as const,
      hiddenScoring: 'accuracy' as const,
      promptCandidates: 3,
    },
    training: { iterations: 1 },
    proposalsHelp: true,
  })),
];

describe.each(presets)('the high end under %s', (preset) => {
  it.each(worlds)('is the number of calls: $name', async ({ name: _, ...world }) => {
    const { run, counts } = countingWorld({ preset, ...world });
    const { high, low } = await estimateRun(countingWorld({ preset, ...world }).run);
    await trainAll(run);
    expect(callsOf(high.total)).toBe(totalOf(counts));
    expect(backwardOf(high)).toBe(counts.backward);
    expect(callsOf(low.total)).toBeLessThanOrEqual(totalOf(counts));
  });
});

// What the reference sent in a step, less what it sent twice (PAPER.md section 6).
describe("a step at the paper's settings", () => {
  it.each([
    { depth: 1, memory: 0, sent: 419 },
    { depth: 1, memory: 2, sent: 499 - 40 },
    { depth: 1, memory: 5, sent: 619 - 100 },
    { depth: 2, memory: 0, sent: 4578 },
    { depth: 2, memory: 2, sent: 5458 - 440 },
    { depth: 2, memory: 5, sent: 6778 - 1100 },
  ])(
    'takes $sent requests for $depth layers and $memory prompts',
    async ({ depth, memory, sent }) => {
      const world = (iterations: number) =>
        countingWorld({
          preset: 'reference',
          depth,
          // Each batch holds different examples.
          trainSize: 5000,
          inference: { promptCandidates: 20, hiddenSamples: 5, heldOutRanking: false },
          training: {
            iterations,
            batchSize: 20,
            memorySize: memory,
            validationFrequency: 1,
            decaysPenalty: false,
          },
        }).run;
      const sentIn = async (iterations: number): Promise<number> => {
        const { total } = await countRun(world(iterations), outlooks.high);
        return total.requests;
      };
      const validation = 40 * depth;
      expect((await sentIn(7)) - (await sentIn(6)) - validation).toBe(sent);
    },
  );
});
