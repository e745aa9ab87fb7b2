import { promptText } from '@dln/llm';
import { RandomState } from '@dln/random';
import { describe, expect, it } from 'vitest';
import { instructionOnly, type LayerParameters } from '../../layers/layer-parameters.ts';
import { inputs, smallWorld, targets, words } from '../../training/small-world.fixture.ts';
import { wordClasses } from '../../training/table-step.fixture.ts';
import type { Candidate } from '../candidate-listing.ts';
import type { InferenceContext } from '../inference-context.ts';
import type { InferenceSettings } from '../inference-settings.ts';
import type { ProposerQuestion } from '../proposer.ts';
import { countTrials, divideCandidates } from '../proposer-trials.ts';
import { step, type StepResult } from '../step.ts';
import { unitsOf } from './instruction-units.ts';
import { proposers, type ProposerName } from './proposers.ts';

const question = (changes: Partial<ProposerQuestion> = {}): ProposerQuestion => ({
  index: 0,
  step: 0,
  round: 0,
  count: 4,
  trials: {},
  perRequest: inputs.length,
  current: instructionOnly('Read it. Think twice. Answer.'),
  memory: [],
  examples: inputs.map((input, batchIndex) => ({
    batchIndex,
    input,
    output: 'red',
    target: targets[batchIndex] ?? '',
    loss: targets[batchIndex] === 'red' ? 0 : 1,
  })),
  others: [],
  ...changes,
});

const propose = (
  name: ProposerName,
  changes: Partial<ProposerQuestion> = {},
  context: Partial<InferenceContext> = {},
  settings: Partial<InferenceSettings> = {},
): Promise<readonly Candidate[]> =>
  proposers[name](
    { ...smallWorld(1, settings), ...context },
    question(changes),
    new RandomState(5),
  )();

/** A backward model that answers with a number, and what it was asked. */
function counting(): { readonly context: Partial<InferenceContext>; readonly asked: string[] } {
  const { models } = smallWorld(1);
  const asked: string[] = [];
  const backward: typeof models.backward = {
    ...models.backward,
    generate: async (requests) =>
      requests.map(({ prompt }) => ({
        text: `Reply ${asked.push(promptText(prompt))}.`,
        finishReason: 'stop' as const,
        usage: { promptTokens: 1, completionTokens: 1 },
      })),
  };
  return { context: { models: { ...models, backward } }, asked };
}

const instructions = (candidates: readonly Candidate[]): readonly string[] =>
  candidates.map(({ parameters }) => parameters.instruction);

describe('edits', () => {
  it('delete, swap or cut sentences of the present instruction, and ask no model', async () => {
    const edited = instructions(await propose('edits', { count: 40 }));
    expect(new Set(edited)).toEqual(
      new Set([
        'Think twice. Answer.',
        'Read it. Answer.',
        'Read it. Think twice.',
        'Think twice. Read it. Answer.',
        'Answer. Think twice. Read it.',
        'Read it. Answer. Think twice.',
      ]),
    );
  });

  it('work on phrases of a single sentence, and leave a single phrase alone', async () => {
    expect(unitsOf('Read it, think, answer.')).toEqual(['Read it,', 'think,', 'answer.']);
    expect(await propose('edits', { current: instructionOnly('Answer.') })).toEqual([]);
  });
});

describe('crossover', () => {
  it('joins halves of two instructions, and needs memory', async () => {
    const memory = [instructionOnly('Be brief. Be kind.')];
    const crossed = instructions(await propose('crossover', { memory, count: 30 }));
    expect(new Set(crossed)).toEqual(
      new Set(['Read it. Think twice. Be kind.', 'Be brief. Think twice. Answer.']),
    );
    expect(await propose('crossover')).toEqual([]);
  });

  it('takes the demonstrations of either', async () => {
    const demonstrations = [{ input: 'a', output: 'b' }];
    const memory = [{ instruction: 'Be brief.', demonstrations }];
    const crossed = await propose('crossover', { memory, count: 20 });
    const counts = new Set(crossed.map(({ parameters }) => parameters.demonstrations.length));
    expect(counts).toEqual(new Set([0, 1]));
  });
});

describe('pool', () => {
  it('draws each prompt once, and keeps the demonstrations', async () => {
    const demonstrations = [{ input: 'a', output: 'b' }];
    const current: LayerParameters = { instruction: 'i', demonstrations };
    const drawn = await propose('pool', { current, count: 9 }, { promptPool: ['p1', 'p2', 'p3'] });
    expect(instructions(drawn).toSorted()).toEqual(['p1', 'p2', 'p3']);
    for (const { parameters } of drawn) expect(parameters.demonstrations).toEqual(demonstrations);
  });

  it('draws no more than are wanted', async () => {
    expect(await propose('pool', { count: 2 }, { promptPool: ['p1', 'p2', 'p3'] })).toHaveLength(2);
  });
});

describe('demonstrations', () => {
  const others = words.flatMap((target) =>
    [0, 1, 2].map((at) => ({ input: `${target}-${at}`, target })),
  );

  it('shows training examples that are not in the batch, balanced across classes', async () => {
    const world = smallWorld(1, { demonstrations: 4 });
    const layers = [{ ...world.layers[0], ...wordClasses }] as const;
    const shown = await propose('demonstrations', { others }, { layers, settings: world.settings });
    expect(shown).toHaveLength(4);
    for (const { parameters, demonstrated } of shown) {
      const { instruction, demonstrations } = parameters;
      expect(instruction).toBe('Read it. Think twice. Answer.');
      expect(demonstrations.map(({ output }) => output).toSorted()).toEqual([...words].toSorted());
      for (const { input, output } of demonstrations) expect(input).toMatch(`${output}-`);
      expect(demonstrated).toEqual([]);
    }
    expect(new Set(shown.map(({ parameters }) => JSON.stringify(parameters))).size).toBe(4);
  });

  it('names the examples of the batch that it shows', async () => {
    const [first] = await propose('demonstrations', { count: 1 }, {}, { demonstrations: 2 });
    const at = first?.demonstrated ?? [];
    expect(at).toHaveLength(2);
    expect(first?.parameters.demonstrations).toEqual(
      at.map((index) => ({ input: inputs[index], output: targets[index] })),
    );
  });

  it('keeps within the tokens that it may use', async () => {
    const { models } = smallWorld(1);
    const forward = { ...models.forward, countTokens: () => 150 };
    const settings = { demonstrations: 5, demonstrationTokens: 400 };
    const context = { models: { ...models, forward } };
    const shown = await propose('demonstrations', { others }, context, settings);
    for (const { parameters } of shown) expect(parameters.demonstrations).toHaveLength(2);
  });
});

describe('paraphrase', () => {
  it('asks for other words for the instruction', async () => {
    const { context, asked } = counting();
    const said = await propose('paraphrase', { count: 2 }, context);
    expect(instructions(said)).toEqual(['Reply 1.', 'Reply 2.']);
    for (const text of asked) expect(text).toContain('Instruction: Read it. Think twice. Answer.');
  });

  it('leaves out a reply without a text, or that did not come, and tells of it', async () => {
    const { models } = smallWorld(1);
    const usage = { promptTokens: 1, completionTokens: 1 };
    const failure = { kind: 'content-filter', message: 'kept back' } as const;
    const backward: typeof models.backward = {
      ...models.backward,
      generate: async () => [
        { text: ' ', finishReason: 'stop', usage },
        { text: '', finishReason: 'other', usage, failure },
        { text: 'Say it.', finishReason: 'stop', usage },
      ],
    };
    const omissions: unknown[] = [];
    const context = {
      models: { ...models, backward },
      onOmitted: (omission: unknown) => void omissions.push(omission),
    };
    expect(instructions(await propose('paraphrase', { count: 3 }, context))).toEqual(['Say it.']);
    const omitted = {
      ...{ what: 'proposal', split: 'train', purpose: 'proposal', layer: 0, example: null },
      count: 1,
    };
    expect(omissions).toEqual([
      {
        ...omitted,
        text: 'proposal 1 of 3',
        kind: 'empty',
        message: 'The reply holds no text.',
      },
      { ...omitted, text: 'proposal 2 of 3', ...failure },
    ]);
  });

  it('asks nothing for an empty instruction', async () => {
    const { context, asked } = counting();
    expect(await propose('paraphrase', { current: instructionOnly('') }, context)).toEqual([]);
    expect(asked).toEqual([]);
  });
});

describe('critique', () => {
  it('asks once what went wrong, then for instructions in the light of the answer', async () => {
    const { context, asked } = counting();
    const made = await propose('critique', { count: 2 }, context);
    expect(asked).toHaveLength(3);
    expect(asked[0]).toContain('Input: x1\nOutput: red\nRight output: grey');
    expect(asked[0]).not.toContain('Input: x0');
    for (const text of asked.slice(1)) expect(text).toContain('Critique: Reply 1.');
    expect(instructions(made)).toEqual(['Reply 2.', 'Reply 3.']);
    for (const { seen } of made) expect(seen?.toSorted()).toEqual([1, 2, 4, 5]);
  });

  it('shows what people wrote, also without an error', async () => {
    const { context, asked } = counting();
    const examples = question().examples.map((example) => ({ ...example, loss: 0 }));
    const made = await propose(
      'critique',
      { examples, comments: ['Too long.'], count: 1 },
      context,
    );
    expect(asked[0]).toContain('People who read its outputs wrote:\n- Too long.');
    expect(asked[0]).not.toContain('It was wrong here');
    expect(instructions(made)).toEqual(['Reply 2.']);
  });

  it('asks nothing without an error', async () => {
    const { context, asked } = counting();
    const examples = question().examples.map((example) => ({ ...example, loss: 0 }));
    expect(await propose('critique', { examples }, context)).toEqual([]);
    expect(asked).toEqual([]);
  });
});

describe('the bandit', () => {
  const random = (): RandomState => new RandomState(7);

  it('gives a single proposer everything, and draws nothing', () => {
    const own = random();
    expect(divideCandidates(['rewrite'], 5, { trials: {}, random: own })).toEqual([5]);
    expect(own.state()).toEqual(random().state());
  });

  it('prefers the proposer whose candidates win', () => {
    const trials = { a: { wins: 1, losses: 19 }, b: { wins: 15, losses: 5 } };
    const [a = 0, b = 0] = divideCandidates(['a', 'b'], 200, { trials, random: random() });
    expect(a + b).toBe(200);
    expect(b).toBeGreaterThan(190);
  });

  it('draws from Beta(1 + wins, 1 + losses)', () => {
    // P(Beta(3, 2) > uniform) is the mean of Beta(3, 2), 3/5.
    const trials = { a: { wins: 2, losses: 1 } };
    const [a = 0] = divideCandidates(['a', 'b'], 4000, { trials, random: random() });
    expect(a / 4000).toBeGreaterThan(0.575);
    expect(a / 4000).toBeLessThan(0.625);
  });

  it('counts a win for the proposer of the winner, and a loss for the others that took part', () => {
    const candidate = (proposer?: string) => ({
      parameters: instructionOnly(''),
      origin: 'proposal' as const,
      ...{ score: 0, standardError: 0, examples: 1, terms: {}, reward: 0, lagStandardError: 0 },
      ...(proposer === undefined ? {} : { proposer }),
    });
    const candidates = [candidate(), candidate('a'), candidate('b'), candidate('a')];
    const update = { parameters: instructionOnly(''), candidates, duplicates: [], weights: {} };
    expect(countTrials({ a: { wins: 1, losses: 0 } }, { ...update, chosen: 3 })).toEqual({
      a: { wins: 2, losses: 0 },
      b: { wins: 0, losses: 1 },
    });
    expect(countTrials({}, { ...update, chosen: 0 })).toEqual({
      a: { wins: 0, losses: 1 },
      b: { wins: 0, losses: 1 },
    });
  });
});

describe('a step with several proposers', () => {
  const stepWith = (
    names: readonly ProposerName[],
    state: Partial<StepResult['state']> = {},
  ): Promise<StepResult> =>
    step({
      state: {
        step: 0,
        parameters: [instructionOnly('p0')],
        random: new RandomState(3).state(),
        ...state,
      },
      batch: { inputs, targets },
      context: { ...smallWorld(1, { proposers: names }), promptPool: ['p1', 'p2', 'p3', 'p4'] },
      memory: [],
      wrongTextPenalty: 0,
    });

  it('names the proposer of each candidate, and keeps their counts for the next step', async () => {
    const { state, info } = await stepWith(['rewrite', 'pool']);
    const update = info.layers[0]?.update;
    const [present, ...others] = update?.candidates ?? [];
    expect(present).not.toHaveProperty('proposer');
    for (const { proposer } of others) expect(proposer).toMatch(/^(rewrite|pool)$/);
    const winner = update?.candidates[update.chosen]?.proposer ?? '';
    expect(state.trials?.[0]?.[winner]).toEqual({ wins: 1, losses: 0 });
    const next = await stepWith(['rewrite', 'pool'], state);
    const total = Object.values(next.state.trials?.[0] ?? {}).reduce(
      (sum, { wins, losses }) => sum + wins + losses,
      0,
    );
    expect(total).toBeGreaterThan(1);
    expect(JSON.parse(JSON.stringify(next.state))).toEqual(next.state);
  });

  it('of one proposer has the state that it had before there were several', async () => {
    const { state, info } = await stepWith(['rewrite']);
    expect(state).not.toHaveProperty('trials');
    for (const candidate of info.layers[0]?.update?.candidates ?? [])
      expect(candidate).not.toHaveProperty('proposer');
  });

  it('ranks every candidate on examples that none of them demonstrates', async () => {
    const { info } = await stepWith(['demonstrations']);
    const { candidates = [], rankedOn = [] } = info.layers[0]?.update ?? {};
    expect(candidates.length).toBeGreaterThan(1);
    expect(candidates.map(({ examples }) => examples)).toEqual(candidates.map(() => 3));
    const ranking = rankedOn.map((at) => inputs[at]);
    for (const { parameters } of candidates)
      for (const { input } of parameters.demonstrations) expect(ranking).not.toContain(input);
  });
});
