import { expect, it } from 'vitest';
import { summarizeLine } from './summarize-line.ts';

const at = { offset: 10, length: 5 };
const summary = (event: object) => summarizeLine(JSON.stringify(event), at);

it('keeps the figures of a step and no text', () => {
  const event = {
    type: 'stepped',
    iteration: 3,
    prompts: ['a', 'b'],
    info: {
      accuracy: 0.4,
      score: null,
      isErrorFree: false,
      posteriorEntropies: [1.2],
      effectiveSampleSizes: [3.5],
      distinctHiddenTexts: [3],
      layers: [
        {
          score: -1,
          update: { chosen: 1, candidates: [{ origin: 'current' }, { origin: 'proposal' }] },
          earlier: [{ candidates: [{}] }],
        },
        { score: null },
      ],
    },
    runningScore: -0.2,
    runningAccuracy: 0.5,
    spending: { requestsSent: 4, requestsSaved: 1, tokens: 99, dollars: null },
  };
  expect(summary(event)).toEqual({
    type: 'stepped',
    offset: 10,
    length: 5,
    iteration: 3,
    spending: { requests: 4, saved: 1, tokens: 99, dollars: null },
    score: null,
    accuracy: 0.4,
    runningScore: -0.2,
    runningAccuracy: 0.5,
    isErrorFree: false,
    entropies: [1.2],
    effectiveSampleSizes: [3.5],
    distinctHiddenTexts: [3],
    layers: [
      { score: -1, candidates: 3, origin: 'proposal', trials: [] },
      { score: null, candidates: 0, origin: null, trials: [] },
    ],
    parameters: [0xe40c292c, 0xe70c2de5],
    examples: 0,
  });
});

it('counts how the candidates of each proposer did, over all comparisons of a layer', () => {
  const candidate = (proposer?: string) => ({ origin: 'proposal', proposer });
  const earlier = { chosen: 0, candidates: [candidate(), candidate('edits')] };
  const update = { chosen: 1, candidates: [candidate(), candidate('edits'), candidate('pool')] };
  const line = summary({
    type: 'stepped',
    iteration: 0,
    info: { layers: [{ score: -1, update, earlier: [earlier] }] },
  });
  expect(line.type === 'stepped' && line.layers[0]?.trials).toEqual([
    { proposer: 'edits', comparisons: 2, wins: 1 },
    { proposer: 'pool', comparisons: 1, wins: 0 },
  ]);
});

it('tells changed parameters apart, as texts and as instructions with demonstrations', () => {
  const hashes = (prompts: unknown): unknown => {
    const line = summary({ type: 'iteration', iteration: 0, prompts });
    return line.type === 'iteration' && line.parameters[0];
  };
  expect(hashes(['a'])).toBe(hashes([{ instruction: 'a', demonstrations: [] }]));
  expect(hashes(['a'])).not.toBe(
    hashes([{ instruction: 'a', demonstrations: [{ input: 'x', output: 'y' }] }]),
  );
});

it('counts answers and wrong ones, and reads a bound', () => {
  const examples = [{ loss: 0 }, { loss: 1 }, { loss: 0.5 }];
  const event = { type: 'validated', iteration: 1, devAccuracy: 0.5, isBest: true, examples };
  expect(summary({ ...event, bound: { nats: -1, standardError: null } })).toMatchObject({
    devAccuracy: 0.5,
    isBest: true,
    examples: 3,
    wrong: 2,
    bound: { nats: -1, standardError: null },
  });
  expect(summary({ ...event, bound: { nats: null } })).toMatchObject({ bound: null });
});

it('never throws on what is no event', () => {
  const problems = ['', '{"type":"step', '3', 'null', '[]', '{"type":7}', '{"type":"later"}'].map(
    (text) => {
      const line = summarizeLine(text, at);
      return line.type === 'other' ? line.problem : line.type;
    },
  );
  expect(problems).toEqual([
    'not JSON',
    'not JSON',
    'an event without a type',
    'an event without a type',
    'an event without a type',
    'an event without a type',
    'an event of type later',
  ]);
  expect(summarizeLine('{"type":"stepped","info":[],"prompts":7}', at)).toMatchObject({
    layers: [],
    parameters: [],
    accuracy: null,
  });
});
