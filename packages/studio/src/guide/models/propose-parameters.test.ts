import { createDataset } from '@dln/datasets';
import { promptText, type LanguageModel } from '@dln/llm';
import { RandomState } from '@dln/random';
import { composeRun, resolveSettings } from '@dln/run';
import { expect, it } from 'vitest';
import type { RatedInput } from '../round/feedback.ts';
import type { ProposalTask } from './guide-models.ts';
import { createNetworkModels } from './network-models.ts';

const ALL = ['rewrite', 'critique', 'paraphrase', 'edits', 'crossover', 'demonstrations', 'pool'];
const inputs = ['one', 'two', 'three', 'four'];
const current = { instruction: 'Read it. Think twice. Answer.', demonstrations: [] };

async function compose(proposers: readonly string[]) {
  const asked: string[] = [];
  const model: LanguageModel = {
    id: 'numbers',
    capabilities: { scoresText: false, maxTopTokens: 0, seeds: false },
    countTokens: (text) => text.length,
    generate: async (requests) =>
      requests.map(({ prompt }) => ({
        text: `Reply ${asked.push(promptText(prompt))}.`,
        finishReason: 'stop' as const,
        usage: { promptTokens: 1, completionTokens: 1 },
      })),
  };
  const examples = inputs.map((input) => ({ input, target: '' }));
  const { context } = await composeRun(
    resolveSettings({ layers: 1, outputScoringFunction: 'accuracy', batchSize: 1 }),
    new AbortController().signal,
    {
      models: { forward: model },
      dataset: createDataset({
        name: 'inputs',
        seed: 1,
        instruction: current.instruction,
        classes: 'none',
        examples: { train: examples, dev: examples, test: examples },
      }),
    },
  );
  const models = createNetworkModels({
    context: { ...context, promptPool: ['From the pool.'] },
    proposers,
    spending: () => ({ requests: asked.length, tokens: 0, dollars: null }),
  });
  return { models, asked };
}

const rated: readonly RatedInput[] = inputs.map((input, at) => ({
  input,
  output: { candidate: 'x', input: at, output: 'bad', hiddenTexts: [], loss: null, failure: null },
  target: 'good',
  loss: at % 2,
  hiddenTexts: [],
}));

const task = (changes: Partial<ProposalTask> = {}): ProposalTask => ({
  parameters: [current],
  layer: 0,
  examples: rated,
  comments: ['Be shorter.'],
  count: ALL.length,
  isNew: () => true,
  memory: [{ instruction: 'Look again. Decide.', demonstrations: [] }],
  labelled: [],
  trials: {},
  round: 0,
  random: new RandomState(4),
  hidden: { ratings: [], strength: 2 },
  ...changes,
});

it('takes candidates of each proposer, and shows comments to those that can read them', async () => {
  const { models, asked } = await compose(ALL);
  const { proposed, remarks } = await models.propose(task({ count: 12 }));
  expect(new Set(proposed.map(({ proposer }) => proposer))).toEqual(new Set(ALL));
  expect(remarks).toEqual([]);
  const of = (name: string) =>
    proposed.find(({ proposer }) => proposer === name)?.parameters ?? current;
  expect(of('pool').instruction).toBe('From the pool.');
  expect(of('crossover').instruction).toContain('Decide.');
  expect(of('demonstrations').demonstrations[0]).toMatchObject({ output: 'good' });
  // Six rewrites, the critique, and what is asked in its light.
  expect(asked.filter((text) => text.includes('Be shorter.'))).toHaveLength(8);
});

it('leaves out proposers that lack what they need', async () => {
  const { models } = await compose(ALL);
  const { proposed } = await models.propose(
    task({ examples: [], comments: [], memory: [], count: 3 }),
  );
  const names = new Set(proposed.map(({ proposer }) => proposer));
  for (const name of ['critique', 'crossover', 'demonstrations']) expect(names).not.toContain(name);
});

it('shows labelled inputs as demonstrations', async () => {
  const { models } = await compose(['demonstrations']);
  const labelled = [{ input: 'five', target: 'yes' }];
  const { proposed } = await models.propose(task({ labelled, count: 1 }));
  expect(proposed[0]?.parameters).toEqual({
    ...current,
    demonstrations: [{ input: 'five', output: 'yes' }],
  });
});

it('asks for a rewrite where another proposer gave nothing', async () => {
  const { models } = await compose(['edits', 'rewrite']);
  const parameters = [{ instruction: 'Answer', demonstrations: [] }];
  const { proposed } = await models.propose(task({ parameters, count: 2 }));
  expect(proposed.map(({ proposer }) => proposer)).toEqual(['rewrite', 'rewrite']);
});

it('asks for a rewrite in place of what was tried before', async () => {
  const { models } = await compose(['pool', 'rewrite']);
  const { proposed } = await models.propose(
    task({ count: 2, isNew: ({ instruction }) => instruction !== 'From the pool.' }),
  );
  expect(proposed.map(({ proposer }) => proposer)).toEqual(['rewrite', 'rewrite']);
});

it('counts a round without asking the model', async () => {
  const { models, asked } = await compose(ALL);
  const counting = models.counting('expected');
  await counting.propose(task());
  const { requests, tokens } = counting.spending();
  expect(requests).toBe(4);
  expect(tokens).toBeGreaterThan(1000);
  expect(asked).toEqual([]);
});
