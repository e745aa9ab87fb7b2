import { describe, expect, it } from 'vitest';
import {
  availableLosses,
  computeLosses,
  createEmbeddingLoss,
  createJsonFieldsLoss,
  createLoss,
  createNumericToleranceLoss,
  createRegexLoss,
  createWeightedLoss,
  editSimilarityLoss,
  findLossFaults,
  judgeOutputs,
  LossArgumentError,
  LossValueError,
  tokenF1Loss,
  type Judgement,
  type Loss,
} from '../index.ts';

const lossOf = (loss: Loss, output: string, target: string): number | undefined =>
  computeLosses(loss, [output], [target])[0];

async function judge(loss: Loss, output: string, target: string): Promise<Judgement | undefined> {
  const context = { input: 'the input', example: { id: '7' }, hiddenTexts: [] };
  return (await judgeOutputs(loss, [{ output, target, ...context }]))[0];
}

describe('every loss', () => {
  const texts = ['', '5', '{"a": 1}', 'Ω wörd 🎉', '\n', '[', 'a '.repeat(500)];

  it.each(availableLosses())('%s gives 0 to 1 for texts of any kind, in order', (name) => {
    const loss = createLoss(name);
    const target = name === 'json_fields_loss' ? '{"a": 1}' : '5';
    const together = computeLosses(
      loss,
      texts,
      texts.map(() => target),
    );
    expect(together).toEqual(texts.map((text) => lossOf(loss, text, target)));
    expect(together.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(lossOf(loss, target, target)).toBe(0);
    expect(computeLosses(loss, [], [])).toEqual([]);
    expect(() => computeLosses(loss, ['5', '5'], [target])).toThrow(LossArgumentError);
  });
});

it('some losses may take different targets for the same answer', () => {
  const tolerant = availableLosses().filter((name) => createLoss(name).isTolerant);
  expect(tolerant).toEqual(
    expect.arrayContaining([
      'edit_similarity_loss',
      'json_fields_loss',
      'numeric_tolerance_loss',
      'regex_loss',
      'token_f1_loss',
    ]),
  );
  for (const name of [
    'answer_text_loss',
    'exact_match_loss',
    'exact_text_loss',
    'final_number_loss',
  ])
    expect(tolerant).not.toContain(name);
  const same = ['{"a": 1}', '{"a": "1"}'];
  expect(findLossFaults(createLoss('json_fields_loss'), { targets: same }).coinciding).toEqual([]);
});

describe('token_f1_loss', () => {
  it.each([
    ['The cat sat.', 'the cat sat', 0],
    ['the cat', 'the cat sat on', 1 / 3],
    ['the the the', 'the', 0.5],
    ['dog', 'cat', 1],
    ['', '', 0],
    ['...', '!', 0],
    ['', 'cat', 1],
    ['東京都', '京都', 0.2],
  ])('of %j for %j is %j', (output, target, expected) => {
    expect(lossOf(tokenF1Loss, output, target)).toBeCloseTo(expected, 12);
  });
});

describe('edit_similarity_loss', () => {
  it.each([
    ['kitten', 'sitting', 3 / 7],
    ['abc', 'abc', 0],
    [' abc\n', 'abc', 0],
    ['', '', 0],
    ['', 'ab', 1],
    ['abcd', 'ab', 0.5],
    ['cafe\u0301', 'caf\u00e9', 0],
    ['😀', '😁', 1],
  ])('of %j for %j is %j', (output, target, expected) => {
    expect(lossOf(editSimilarityLoss, output, target)).toBeCloseTo(expected, 12);
  });
});

describe('numeric_tolerance_loss', () => {
  it.each([
    [{}, '101', '100', 0],
    [{}, '101.1', '100', 1],
    [{ relative: 0.1 }, 'about -91', '-100', 0],
    [{ absolute: 0.5 }, '3.5', '3', 0],
    [{ absolute: 0.5 }, '3.51', '3', 1],
    [{ absolute: 2, relative: 0.1 }, '109', '100', 0],
    [{ relative: 0 }, '0.30000000000000004', '0.3', 0],
    [{}, '0', '0', 0],
    [{}, '0.0001', '0', 1],
    [{}, 'none', '3', 1],
  ])('with %j of %j for %j is %j', (options, output, target, expected) => {
    expect(lossOf(createNumericToleranceLoss(options), output, target)).toBe(expected);
  });

  it('tells how far the number is, or that the answer has no number', async () => {
    const loss = createNumericToleranceLoss({ absolute: 2 });
    expect(await judge(loss, '9', '6')).toEqual({ loss: 1, feedback: '9 is not within 2 of 6.' });
    expect(await judge(loss, 'x', '6')).toEqual({
      loss: 1,
      feedback: 'The output has no number.',
    });
  });

  it('refuses a negative tolerance, and a target without a number', () => {
    expect(() => createNumericToleranceLoss({ absolute: -1 })).toThrow('absolute is -1');
    expect(() => createNumericToleranceLoss({ relative: Number.NaN })).toThrow('relative is NaN');
    expect(() => lossOf(createNumericToleranceLoss(), '5', 'five')).toThrow('is not a number');
  });
});

describe('regex_loss', () => {
  it.each([
    [{}, 'It is B12.', 'B\\d+', 0],
    [{}, 'ß É', '\\p{Lu}', 0],
    [{}, 'It is b12.', 'B\\d+', 1],
    [{ flags: 'i' }, 'It is b12.', 'B\\d+', 0],
    [{ pattern: '^\\w+$' }, 'word', 'anything', 0],
    [{ pattern: 'priority: (\\d)' }, 'priority: 2', '2', 0],
    [{ pattern: 'priority: (\\d)' }, 'priority: 3', '2', 1],
    [{ pattern: 'a', flags: 'g' }, 'a', '', 0],
  ])('with %j of %j for %j is %j', (options, output, target, expected) => {
    const loss = createRegexLoss(options);
    // Twice: no position is kept.
    expect([lossOf(loss, output, target), lossOf(loss, output, target)]).toEqual([
      expected,
      expected,
    ]);
  });

  it('tells what does not match, or what the group captured', async () => {
    const loss = createRegexLoss({ pattern: 'priority: (\\d)?' });
    expect(await judge(loss, 'none', '2')).toEqual({
      loss: 1,
      feedback: 'The output does not match /priority: (\\d)?/.',
    });
    expect(await judge(loss, 'priority: 3', '2')).toEqual({
      loss: 1,
      feedback: 'The output gives "3".',
    });
    expect(await judge(loss, 'priority: ', '2')).toEqual({
      loss: 1,
      feedback: 'The output gives "".',
    });
  });

  it('refuses what is not a regular expression', () => {
    expect(() => createRegexLoss({ pattern: '(' })).toThrow('"(" is not a regular expression');
    expect(() => lossOf(createRegexLoss(), 'x', '(')).toThrow('"(" is not a regular expression');
  });
});

describe('json_fields_loss', () => {
  const target = '{"name": "Ada", "age": 36, "tags": ["x", "y"], "home": {"city": "London"}}';

  it.each([
    [target, 0],
    [
      'Sure!\n```json\n{"name": " ADA", "age": "36.0", "tags": ["x","y"], "home": {"city": "london"}, "more": 1}\n```',
      0,
    ],
    ['{"name": "Ada", "age": 37, "tags": ["x", "y"], "home": {"city": "London"}}', 0.25],
    ['{"name": "Ada"}', 0.75],
    ['{"name": "Ada", "age": 36', 1],
    ['', 1],
    ['[1, 2]', 1],
    ['{no} {"name": "Ada", "age": 36, "tags": ["x", "y"], "home": {"city": "London"}}', 0],
  ])('of %j is %j', (output, expected) => {
    expect(lossOf(createJsonFieldsLoss(), output, target)).toBe(expected);
  });

  it('compares chosen fields, also inside objects, by weight', () => {
    const loss = createJsonFieldsLoss({ fields: ['name', 'home.city'], weights: { name: 3 } });
    expect(lossOf(loss, '{"name": "Ada", "home": {"city": "Rome"}}', target)).toBe(0.25);
    expect(lossOf(loss, '{"name": "Bob", "home": {"city": "London"}}', target)).toBe(0.75);
    expect(lossOf(loss, '{"name": "Ada", "home": "London"}', target)).toBe(0.25);
    expect(lossOf(loss, '{"name": "Ada", "home": null}', target)).toBe(0.25);
  });

  it('says what is wrong', async () => {
    expect(
      await judge(createJsonFieldsLoss({ fields: ['name', 'age'] }), '{"age": 35}', target),
    ).toEqual({
      loss: 1,
      feedback: 'name is missing, and should be "Ada"; age is 35, and should be 36.',
    });
  });

  it('compares objects in any order of their keys, and lists in order', () => {
    const nested = '{"a": {"x": 1, "y": [1, 2], "z": 3}}';
    expect(lossOf(createJsonFieldsLoss(), '{"a": {"z": 3, "y": [1, 2], "x": 1}}', nested)).toBe(0);
    expect(lossOf(createJsonFieldsLoss(), '{"a": {"x": 1, "y": [2, 1], "z": 3}}', nested)).toBe(1);
  });

  it('looks for an object after at most 50 opening braces', () => {
    const loss = createJsonFieldsLoss();
    expect(lossOf(loss, `${'{'.repeat(49)}{"a": 1}`, '{"a": 1}')).toBe(0);
    expect(lossOf(loss, `${'{'.repeat(50)}{"a": 1}`, '{"a": 1}')).toBe(1);
  });

  it('tells "007" and "7" apart, and a missing field from null', () => {
    expect(lossOf(createJsonFieldsLoss(), '{"id": "7"}', '{"id": "007"}')).toBe(1);
    expect(lossOf(createJsonFieldsLoss(), '{}', '{"id": null}')).toBe(1);
  });

  it.each(['Ada', '[]', '{}'])('refuses the target %j', (wrong) => {
    expect(() => lossOf(createJsonFieldsLoss(), '{}', wrong)).toThrow(LossArgumentError);
  });
});

describe('embedding_similarity_loss', () => {
  const vectors: Readonly<Record<string, readonly number[]>> = {
    king: [1, 0],
    queen: [3, 4],
    peasant: [-1, 0],
    nothing: [0, 0],
  };
  const asked: (readonly string[])[] = [];
  const loss = createEmbeddingLoss(async (texts) => {
    asked.push(texts);
    return texts.map((text) => vectors[text] ?? []);
  });

  it.each([
    ['king', ' king ', 0],
    ['king', 'queen', 0.4],
    ['king', 'peasant', 1],
    ['king', 'nothing', 1],
  ])('of %j for %j is %j', async (output, target, expected) => {
    expect((await judge(loss, output, target))?.loss).toBeCloseTo(expected, 12);
  });

  it('embeds each text once, and is not asked about pairs of targets', async () => {
    asked.length = 0;
    const of = (output: string) => ({
      output,
      target: 'king',
      input: '',
      example: {},
      hiddenTexts: [],
    });
    await judgeOutputs(loss, [of('queen'), of('queen'), of('king')]);
    expect(findLossFaults(loss, { targets: ['king', 'queen'] }).coinciding).toEqual([]);
    expect(asked).toEqual([['queen', 'king']]);
  });

  it('refuses vectors of different lengths', async () => {
    await expect(judge(loss, 'king', 'unknown')).rejects.toThrow('no vector for "unknown"');
  });
});

describe('a weighted loss', () => {
  const half: Loss = {
    name: 'half',
    compute: (outputs) => outputs.map(() => ({ loss: 0.5, feedback: 'so so' })),
  };
  const later: Loss = { name: 'later', compute: async (outputs) => outputs.map(() => 0) };

  it('is the weighted mean, with the feedback of its parts', async () => {
    const loss = createWeightedLoss([
      { loss: half, weight: 3 },
      { loss: createLoss('exact_text_loss'), weight: 1 },
    ]);
    expect(computeLosses(loss, ['(A).', 'b'], ['a', 'a'])).toEqual([0.375, 0.625]);
    expect(await judge(loss, 'a', 'a')).toEqual({ loss: 0.375, feedback: 'half: so so' });
  });

  it('is remote if any of its parts is, and tolerant', () => {
    const own = { loss: half, weight: 1 };
    const remote = { loss: { ...half, isRemote: true }, weight: 1 };
    expect(createWeightedLoss([own, remote])).toMatchObject({ isRemote: true, isTolerant: true });
    expect(createWeightedLoss([own])).not.toHaveProperty('isRemote');
  });

  it('counts weights as shares of their sum, and has a name', () => {
    const wrong: Loss = { name: 'wrong', compute: (outputs) => outputs.map(() => 1) };
    const loss = createWeightedLoss([
      { loss: wrong, weight: 0.1 },
      { loss: half, weight: 0.3 },
    ]);
    expect(loss.name).toBe('weighted_loss');
    expect(lossOf(loss, 'a', 'b')).toBeCloseTo(0.625, 12);
  });

  it('waits for parts that answer later', async () => {
    const loss = createWeightedLoss([
      { loss: half, weight: 1 },
      { loss: later, weight: 1 },
    ]);
    expect((await judge(loss, 'a', 'b'))?.loss).toBe(0.25);
    expect(() => computeLosses(loss, ['a'], ['b'])).toThrow('it returned a promise');
  });

  it('refuses weights that are not above 0, and no parts', () => {
    expect(() => createWeightedLoss([{ loss: half, weight: 0 }])).toThrow(
      'the weight of half is 0',
    );
    expect(() => createWeightedLoss([])).toThrow('it has no parts');
  });
});

describe('judgeOutputs', () => {
  it('passes input, example and hidden texts, and waits', async () => {
    const seen: unknown[] = [];
    const loss: Loss = {
      name: 'mine',
      postprocess: (text) => text.trim(),
      compute: async (outputs, targets, contexts) => {
        seen.push(outputs, targets, contexts);
        return [{ loss: 0.5, feedback: 'shorter' }];
      },
    };
    const context = { input: 'i', example: { id: '1' }, hiddenTexts: ['h'] };
    expect(await judgeOutputs(loss, [{ output: ' a ', target: 'b ', ...context }])).toEqual([
      { loss: 0.5, feedback: 'shorter' },
    ]);
    expect(seen).toEqual([['a'], ['b'], [context]]);
  });

  it('has no feedback if a loss gives an empty one', async () => {
    const loss: Loss = { name: 'mine', compute: () => [{ loss: 0.5, feedback: '' }] };
    expect(await judge(loss, 'a', 'b')).toEqual({ loss: 0.5 });
  });

  it.each([{ loss: 2 }, { loss: 0, feedback: 3 }, { feedback: 'x' }, [0]])(
    'refuses the value %j',
    async (value) => {
      const loss = { name: 'broken', compute: () => [value] } as unknown as Loss;
      await expect(judge(loss, 'a', 'b')).rejects.toThrow(LossValueError);
    },
  );
});
