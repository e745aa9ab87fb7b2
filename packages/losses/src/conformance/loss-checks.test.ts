import { describe, expect, it } from 'vitest';
import {
  availableLosses,
  createClassLoss,
  createEmbeddingLoss,
  createLoss,
  createWeightedLoss,
  exactTextLoss,
  type Loss,
} from '../index.ts';
import {
  createLossChecks,
  type CheckContext,
  type LossCheck,
  type LossSample,
} from '../testing/index.ts';

const right = (output: string, target: string): LossSample => ({ output, target, isRight: true });
const wrong = (output: string, target: string): LossSample => ({ output, target, isRight: false });

const words = [right('Yes.', 'yes'), right('no', 'no'), wrong('no', 'yes')];
const numbers = [right('10 - 5 = 5', '5'), right('7', '7'), wrong('6', '7'), wrong('none', '5')];
const objects = [
  right('{"product": "pen", "count": 2}', '{"product": "pen", "count": 2}'),
  wrong('{"product": "pen", "count": 3}', '{"product": "pen", "count": 2}'),
  wrong('a pen', '{"product": "cup", "count": 1}'),
];
const equal = [right('a long walk', 'a long walk'), wrong('a walk', 'a long walk')];

const samples: Readonly<Record<string, readonly LossSample[]>> = {
  answer_text_loss: words,
  edit_similarity_loss: equal,
  exact_match_loss: words,
  exact_text_loss: words,
  final_number_loss: numbers,
  json_fields_loss: objects,
  number_presence_loss: numbers,
  numeric_tolerance_loss: numbers,
  regex_loss: [right('order 12', '\\d+'), wrong('order', '\\d+')],
  token_f1_loss: equal,
};

const own: readonly (readonly [Loss, readonly LossSample[]])[] = [
  [createClassLoss([['yes', 'y'], ['no']]), words],
  [createEmbeddingLoss(async (texts) => texts.map((text) => [text.length, 3])), equal],
  [createWeightedLoss([{ loss: exactTextLoss, weight: 2 }]), words],
];

describe.each([
  ...availableLosses().map((name) => ({ loss: createLoss(name), samples: samples[name] ?? [] })),
  ...own.map(([loss, ownSamples]) => ({ loss, samples: ownSamples })),
])('$loss.name', ({ loss, samples: given }) => {
  it('has samples', () => {
    expect(given.length).toBeGreaterThan(1);
  });
  for (const { name, run } of createLossChecks({ samples: given }))
    it(name, (test) => run(loss, test));
});

describe('the checks themselves', () => {
  const all = (): readonly LossCheck[] => createLossChecks();
  const noSkip: CheckContext = {
    skip: (reason) => {
      throw new Error(`skipped: ${reason}`);
    },
  };
  const run = async (start: string, loss: Loss): Promise<void> => {
    const found = all().find(({ name }) => name.startsWith(start));
    if (found === undefined) throw new Error(`no check begins with ${start}`);
    await found.run(loss, noSkip);
  };
  const plain: Loss = { name: 'plain', compute: (outputs) => outputs.map(() => 0.5) };

  it.each<[string, Loss, string]>([
    ['has a name', { ...plain, name: 'my loss' }, 'a name is one word'],
    ['gives one number', { ...plain, compute: () => [0] }, 'it returned 1 losses for 3 outputs'],
    ['gives one number', { ...plain, compute: (all) => all.map(() => 2) }, 'it returned 2 for'],
    ['gives no losses', { ...plain, compute: () => [1] }, 'it returned 1 losses for 0 outputs'],
    [
      'accepts any output',
      { ...plain, compute: (all) => all.map((output) => (JSON.parse(output) === 1 ? 0 : 1)) },
      'Unexpected end of JSON input',
    ],
    ['gives 0 for', plain, 'the loss of "yes" for the target "yes" is 0.5'],
    [
      'gives more than 0',
      { ...plain, compute: (all) => all.map(() => 0) },
      'the loss of "no" for the target "yes" is 0',
    ],
    [
      'gives an output the same',
      { ...plain, compute: (all) => all.map((_, index) => index / 10) },
      'Expected values to be strictly deep-equal',
    ],
    [
      'takes different targets',
      { ...plain, compute: (all) => all.map(() => 0) },
      'the loss of "yes" for the target "no" is 0',
    ],
    [
      'has feedback for an output that is wrong',
      { ...plain, compute: (all) => all.map(() => ({ loss: 0, feedback: 'Good.' })) },
      'no output with a loss above 0 has feedback',
    ],
  ])('%j rejects a loss that does otherwise (%#)', async (start, loss, message) => {
    await expect(run(start, loss)).rejects.toThrow(message);
  });

  it.each([
    '',
    '  \n',
    'Größe',
    '答えは 7 です。',
    '🙂👍🏽',
    '{"answer": ',
    '<think>unfinished',
    'a'.repeat(10_000),
  ])('reject a loss that fails for %.20j', async (text) => {
    const failing: Loss = {
      ...plain,
      compute: (all) => all.map((output) => (output === text ? 2 : 0)),
    };
    await expect(run('accepts any output', failing)).rejects.toThrow('it returned 2 for');
    const dropping = { ...plain, postprocess: (own: string) => (own === text ? undefined : own) };
    await expect(run('postprocesses any text', dropping as Loss)).rejects.toThrow("'string'");
  });

  it('are skipped with the reason if they do not apply', async () => {
    const reasons: string[] = [];
    const remote: Loss = { ...plain, isRemote: true, compute: async (all) => all.map(() => 0) };
    const context: CheckContext = { skip: (reason) => void reasons.push(reason) };
    for (const check of createLossChecks({ samples: [right('a', 'a')] }))
      await check.run(remote, context);
    expect(reasons).toEqual([
      'the loss has no postprocess',
      'the loss gives no feedback',
      'no sample is wrong',
      'the loss asks a model or a service, whose replies may differ',
      'the loss asks a model or a service, whose replies may differ',
    ]);
  });
});
