import type { GenerateRequest } from '@dln/llm';
import { createFakeModel } from '@dln/llm/testing';
import { describe, expect, it } from 'vitest';
import { createSampleShare } from './sample-share.ts';

const verbalizers = [['yes', 'Yes'], ['no']];
const sampling = { samples: 4, maxTokens: 3, stop: ['\n'] };
const seedsFor = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 11);

/** Answers by seed: 11, 12, 13, 14. */
function modelOf(...answers: readonly string[]): ReturnType<typeof createFakeModel> {
  return createFakeModel({
    capabilities: { scoresText: false, maxTopTokens: 0 },
    generate: ({ seed = 0 }: GenerateRequest) => answers[seed - 11] ?? '',
  });
}

describe('the share of sampled answers', () => {
  it('counts the answers of each class with one added, among all that arrived', async () => {
    const model = modelOf('yes', 'Yes.', 'no', 'perhaps');
    const options = { calls: { model }, verbalizers, aggregate: 'sum', sampling } as const;
    const [scores] = await createSampleShare(seedsFor)(['Q'], options);
    // yes: (2 + 1) / (4 + 2); no: (1 + 1) / (4 + 2)
    expect(scores?.logProbabilities?.map((value) => Math.exp(value).toFixed(6))).toEqual([
      '0.500000',
      '0.333333',
    ]);
    // For the trust region, "perhaps" is one more outcome: 3/7, 2/7, 2/7.
    expect(scores?.outcomes?.map((value) => Math.exp(value).toFixed(6))).toEqual([
      '0.428571',
      '0.285714',
      '0.285714',
    ]);
    expect(scores).toMatchObject({ method: 'sample-share', strategy: 'share of 4 samples' });
  });

  it('never lets answers that cannot be read beat answers that are right', async () => {
    const options = { verbalizers, aggregate: 'sum', sampling } as const;
    const shareOfYes = async (...answers: readonly string[]): Promise<number> => {
      const calls = { model: modelOf(...answers) };
      const [scores] = await createSampleShare(seedsFor)(['Q'], { ...options, calls });
      return Math.exp(scores?.logProbabilities?.[0] ?? NaN);
    };
    const unreadable = await shareOfYes('perhaps', 'who knows', '', 'perhaps');
    expect(unreadable).toBeCloseTo(1 / 6);
    expect(await shareOfYes('yes', 'no', 'no', 'perhaps')).toBeGreaterThan(unreadable);
    expect(await shareOfYes('no', 'no', 'no', 'no')).toBeCloseTo(unreadable);
  });

  it('leaves an answer that did not arrive out of the count', async () => {
    const failure = { kind: 'content-filter', message: 'kept back' } as const;
    const model = createFakeModel({
      capabilities: { scoresText: false, maxTopTokens: 0 },
      generate: ({ seed = 0 }: GenerateRequest) =>
        seed > 12 ? { text: '', failure } : { text: 'yes' },
    });
    const options = { calls: { model }, verbalizers, aggregate: 'sum', sampling } as const;
    const [scores] = await createSampleShare(seedsFor)(['Q'], options);
    // yes: (2 + 1) / (2 + 2)
    expect(Math.exp(scores?.logProbabilities?.[0] ?? NaN)).toBeCloseTo(3 / 4);
  });

  it('asks at temperature 1 with a seed for each sample, the same for every context', async () => {
    const model = modelOf('yes', 'yes', 'yes', 'yes');
    const options = { calls: { model }, verbalizers, aggregate: 'sum', sampling } as const;
    await createSampleShare(seedsFor)(['Q', 'R'], options);
    const [call] = model.calls;
    expect(call?.requests).toEqual(
      ['Q', 'R'].flatMap((prompt) => [11, 12, 13, 14].map((seed) => ({ prompt, seed }))),
    );
    expect(call?.options).toMatchObject({ temperature: 1, maxTokens: 3, stop: ['\n'] });
  });

  it('samples a context once, also while its answers are on their way', async () => {
    const model = modelOf('yes', 'no', 'no', 'no');
    const options = { calls: { model }, verbalizers, aggregate: 'sum', sampling } as const;
    const score = createSampleShare(seedsFor);
    const [first, again] = await Promise.all([score(['Q', 'Q'], options), score(['Q'], options)]);
    expect(again[0]).toEqual(first[0]);
    expect(first[1]).toEqual(first[0]);
    expect(model.calls.map(({ requests }) => requests.length)).toEqual([4]);
  });

  it('asks again what failed', async () => {
    let isBroken = true;
    const model = createFakeModel({
      generate: () => (isBroken ? Promise.reject(new Error('broken')) : 'no'),
    });
    const options = { calls: { model }, verbalizers, aggregate: 'sum', sampling } as const;
    const score = createSampleShare(seedsFor);
    await expect(score(['Q'], options)).rejects.toThrow('broken');
    isBroken = false;
    const [scores] = await score(['Q'], options);
    expect(Math.exp(scores?.logProbabilities?.[1] ?? 0)).toBeCloseTo(5 / 6);
  });
});
