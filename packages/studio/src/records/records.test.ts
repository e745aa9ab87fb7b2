import { describe, expect, it } from 'vitest';
import { parseAnswers } from './answers.ts';
import { parseCandidate, stepOfCandidateLine } from './candidate.ts';
import { parseNetwork } from './network.ts';
import { formatParameters, parametersOf } from './parameters.ts';
import { parseResultData } from './result-data.ts';
import { parseRunConfig } from './run-config.ts';
import { parseStepTraces } from './step-trace.ts';
import { parseTimeline } from './timeline.ts';

const nonsense: readonly unknown[] = [undefined, null, 3, 'text', [], [[]], {}, { examples: 7 }];

it('no reader throws on what is no record', () => {
  for (const value of nonsense) {
    expect(parseAnswers(value)).toEqual([]);
    expect(parseStepTraces(value)).toEqual([]);
    expect(parseResultData(value)).toEqual([]);
    expect(parseNetwork(value)).toEqual({ layers: [], models: [] });
    expect(parseRunConfig(value)).toMatchObject({ settings: {}, plannedSteps: null });
    expect(parseCandidate(JSON.stringify([value]))).toBeUndefined();
    expect(parseTimeline(JSON.stringify([value]))).toEqual([]);
  }
  expect(parseAnswers({ examples: [null, { input: 4 }] })).toHaveLength(2);
});

it('parameters are read as texts and as instructions with demonstrations', () => {
  const layers = parametersOf({
    prompts: [
      'Say yes.',
      { instruction: 'Say no.', demonstrations: [{ input: 'a', output: 'b' }] },
    ],
  });
  expect(layers.map(formatParameters)).toEqual(['Say yes.', 'Say no.\n\nInput: a\nOutput: b']);
});

it('hidden texts keep their weights', () => {
  const [example] = parseStepTraces({
    info: {
      examples: [
        {
          batchIndex: 2,
          input: 'x',
          target: 'y',
          loss: 1,
          layers: [
            { sent: 'p x', output: 'h', hiddenTexts: [{ text: 'h1', weight: 0.75 }] },
            { sent: 'q h', output: 'z' },
          ],
        },
      ],
    },
  });
  expect(example).toEqual({
    batchIndex: 2,
    input: 'x',
    target: 'y',
    loss: 1,
    layers: [
      { sent: 'p x', output: 'h', hiddenTexts: [{ text: 'h1', weight: 0.75 }] },
      { sent: 'q h', output: 'z', hiddenTexts: [] },
    ],
  });
});

it('a candidate keeps each term, and null stays null', () => {
  const line = JSON.stringify({
    step: 3,
    layer: 1,
    round: 2,
    candidate: null,
    prompt: 'p',
    demonstrations: [{ input: 'a', output: 'b' }],
    origin: 'memory',
    outcome: 'duplicate',
    reason: 'duplicate of candidate 0',
    terms: { likelihood: { value: null, standardError: 0.1, weight: 1 } },
    reward: -1.5,
    lag: 0,
  });
  expect(stepOfCandidateLine(line)).toBe(3);
  expect(parseCandidate(line)).toMatchObject({
    step: 3,
    layer: 1,
    round: 2,
    candidate: null,
    parameters: { instruction: 'p', demonstrations: [{ input: 'a', output: 'b' }] },
    outcome: 'duplicate',
    terms: [{ name: 'likelihood', value: null, standardError: 0.1, weight: 1 }],
    reward: -1.5,
    rewardLower: null,
  });
});

describe('results of the Python reference', () => {
  const candidate = (layer: string, score: number) => ({ layer, score });
  const results = {
    training: [
      { step: 0, layers: ['a', 'b'], metrics: { dev_acc: 0.5 }, candidates: [[], []] },
      {
        step: 1,
        layers: ['a', 'c'],
        metrics: { elbo: -2, acc: 0.25, run_elbo: -2, run_acc: 0.25, dev_acc: null },
        candidates: [[candidate('a', -1)], [candidate('b', -2), candidate('c', -1)]],
      },
    ],
    examples: [
      {
        input: 'x',
        label: 'Yes',
        trace: [{ step: 0, hiddens: ['h'], output: 'no' }],
      },
    ],
  };

  it('become the events of a run, one run a dataset', () => {
    const runs = parseResultData({ one: results, two: results, note: 'not results' });
    expect(runs.map(({ dataset }) => dataset)).toEqual(['one', 'two']);
    expect(runs[0]?.events.map((event) => JSON.parse(event) as unknown)).toEqual([
      {
        type: 'validated',
        iteration: 0,
        prompts: ['a', 'b'],
        devAccuracy: 0.5,
        isBest: true,
        examples: [{ input: 'x', target: 'Yes', hiddenTexts: ['h'], output: 'no' }],
      },
      { type: 'iteration', iteration: 0, prompts: ['a', 'b'], devAccuracy: 0.5 },
      {
        type: 'stepped',
        iteration: 0,
        prompts: ['a', 'c'],
        info: {
          score: -2,
          accuracy: 0.25,
          layers: [
            { score: null, update: { candidates: [candidate('a', -1)] } },
            { score: null, update: { candidates: [candidate('b', -2), candidate('c', -1)] } },
          ],
        },
        runningScore: -2,
        runningAccuracy: 0.25,
      },
      { type: 'iteration', iteration: 1, prompts: ['a', 'c'], devAccuracy: null },
    ]);
    expect(
      runs[0]?.candidates.map(({ step, layer, outcome, score }) => [step, layer, outcome, score]),
    ).toEqual([
      [0, 1, 'won', -1],
      [0, 2, 'lost', -2],
      [0, 2, 'won', -1],
    ]);
  });

  it('are read as well if the file has one result without a dataset', () => {
    expect(parseResultData({ ...results, name: 'navigate' })[0]?.dataset).toBe('navigate');
  });
});

it('a timeline keeps what can be read', () => {
  const text = '{"type":"opened","events":0,"at":"1970-01-01T00:00:01.000Z"}\n{"type":"ste';
  expect(parseTimeline(text)).toEqual([
    { type: 'opened', iteration: null, events: 0, at: 1000, retries: {} },
  ]);
});
