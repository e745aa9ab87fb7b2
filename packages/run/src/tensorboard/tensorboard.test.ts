import { appendFile, mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instructionOnly, type PresetName, type SteppedEvent, type TrainEvent } from '@dln/vi';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEventFile } from './open-event-file.ts';
import { decodeRecords } from './records.ts';
import type { Scalar } from './scalar.ts';
import { scalarsOfEvent } from './scalars-of-event.ts';
import { decodeScalar } from './summary-message.ts';

/** Written by this code, and read by TensorBoard's own reader (tools/check-tensorboard). */
const golden = new URL('golden.tfevents', import.meta.url);
const goldenScalars: readonly Scalar[] = [
  { tag: 'dev/acc', step: 0, value: 0.5 },
  { tag: 'elbo', step: 0, value: -1.25 },
  { tag: 'elbo', step: 300, value: -Infinity },
  { tag: 'tokens', step: 300, value: 1048576 },
];
const clock = (): Date => new Date(1_500_000_000_250);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-tensorboard-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const path = (): string => join(folder, 'events.out.tfevents.dln');

async function write(scalars: readonly Scalar[]): Promise<void> {
  await using file = await openEventFile(folder, clock);
  await file.add(scalars);
}

describe('an event file', () => {
  it('is, byte for byte, the one that TensorBoard’s reader has read', async () => {
    await write(goldenScalars);
    expect(await readFile(path())).toEqual(await readFile(golden));
  });

  it('gets nothing twice when a run goes on', async () => {
    await write(goldenScalars.slice(0, 3));
    await write(goldenScalars);
    expect(await readFile(path())).toEqual(await readFile(golden));
  });

  it('loses a last record that was not written to its end', async () => {
    await write(goldenScalars);
    await truncate(path(), (await readFile(path())).length - 3);
    await write(goldenScalars);
    expect(await readFile(path())).toEqual(await readFile(golden));
    await appendFile(path(), 'noise');
    await write([]);
    expect(await readFile(path())).toEqual(await readFile(golden));
  });

  it('is read back as it was written', async () => {
    const { messages } = decodeRecords(await readFile(golden));
    expect(messages.map((message) => decodeScalar(message))).toEqual([undefined, ...goldenScalars]);
  });
});

describe('scalarsOfEvent', () => {
  const spending = { requestsSent: 7, requestsSaved: 1, tokens: 70, dollars: 0.5 };
  const stepped = (scores: readonly (number | null)[]): SteppedEvent => ({
    type: 'stepped',
    iteration: 3,
    parameters: scores.map(() => instructionOnly('')),
    runningScore: null,
    runningAccuracy: 0.25,
    info: {
      score: -3,
      accuracy: 0.5,
      isErrorFree: false,
      posteriorEntropies: scores.slice(1).map(() => 0.7),
      effectiveSampleSizes: scores.slice(1).map(() => 2.5),
      distinctHiddenTexts: scores.slice(1).map(() => 4),
      layers: scores.map((score) => ({ score })),
    },
  });
  const unchanged = (score: number | null): TrainEvent => {
    const event = stepped([null, null]);
    return {
      ...event,
      info: {
        ...event.info,
        score,
        isErrorFree: true,
        posteriorEntropies: [],
        effectiveSampleSizes: [],
        distinctHiddenTexts: [],
      },
    };
  };
  const values = (event: TrainEvent, preset: PresetName = 'standard'): unknown =>
    Object.fromEntries(
      scalarsOfEvent(event, spending, preset).map(({ tag, value }) => [tag, value]),
    );

  it('has each term of the objective, for the prompt that was chosen', () => {
    const event = stepped([-1]);
    const candidate = {
      parameters: instructionOnly('a'),
      origin: 'current',
      score: -1,
      standardError: 0,
      examples: 4,
      reward: -1,
      lagStandardError: 0,
    } as const;
    const candidates = [
      { ...candidate, terms: { likelihood: { value: -9, standardError: 0 } } },
      {
        ...candidate,
        terms: {
          likelihood: { value: -1, standardError: 0 },
          own: { value: 2, standardError: 0 },
        },
      },
    ];
    const weights = { likelihood: 1, own: 0.5 };
    const update = {
      parameters: instructionOnly('a'),
      chosen: 1,
      candidates,
      duplicates: [],
      weights,
    };
    const info = { ...event.info, layers: [{ score: -1, update }] };
    expect(values({ ...event, info })).toMatchObject({ 'terms/likelihood1': -1, 'terms/own1': 2 });
  });

  it('has the score, and one of each layer', () => {
    expect(values(stepped([-1, -0.5, -1.5]))).toEqual({
      score: -3,
      score1: -1,
      score2: -0.5,
      score3: -1.5,
      acc: 0.5,
      run_acc: 0.25,
      posterior_entropy1: 0.7,
      posterior_entropy2: 0.7,
      effective_sample_size1: 2.5,
      effective_sample_size2: 2.5,
      distinct_hidden_texts1: 4,
      distinct_hidden_texts2: 4,
      requests: 7,
      tokens: 70,
      dollars: 0.5,
    });
  });

  it('puts a single layer’s part under elbo2 for the reference, as the reference does', () => {
    expect(values(stepped([-3]), 'reference')).toEqual({
      elbo: -3,
      elbo1: 0,
      elbo2: -3,
      acc: 0.5,
      run_acc: 0.25,
      requests: 7,
      tokens: 70,
      dollars: 0.5,
    });
  });

  it('has a part for each of several layers of the reference, 0 for one that is not trained', () => {
    expect(values(stepped([null, -0.5, -1.5]), 'reference')).toMatchObject({
      elbo1: 0,
      elbo2: -0.5,
      elbo3: -1.5,
    });
  });

  it('has no score for a step that compared nothing, if the reference plots 0', () => {
    expect(values(unchanged(null))).toEqual({
      acc: 0.5,
      run_acc: 0.25,
      requests: 7,
      tokens: 70,
      dollars: 0.5,
    });
    expect(values(unchanged(0), 'reference')).toMatchObject({ elbo: 0, elbo1: 0, elbo2: 0 });
  });

  it('shows the bound of a validation, with its standard error if there is one', () => {
    const bound = { nats: -0.5, standardError: 0.25, examples: 2, samples: 4 };
    const event = {
      type: 'validated',
      iteration: 4,
      parameters: [],
      devAccuracy: 0.5,
      isBest: true,
      examples: [],
    } as const;
    expect(values({ ...event, bound })).toEqual({
      'dev/acc': 0.5,
      'dev/bound': -0.5,
      'dev/bound_error': 0.25,
    });
    expect(values({ ...event, bound: { ...bound, standardError: null } })).toEqual({
      'dev/acc': 0.5,
      'dev/bound': -0.5,
    });
    expect(values(event)).toEqual({ 'dev/acc': 0.5 });
  });

  it('shows accuracies', () => {
    const event = { iteration: 4, parameters: [], examples: [] };
    expect(
      scalarsOfEvent({ ...event, type: 'tested', testAccuracy: 0.25 }, spending, 'standard'),
    ).toEqual([{ tag: 'test/acc', step: 4, value: 0.25 }]);
  });
});
