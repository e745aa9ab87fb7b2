import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ClassScores } from '../scoring/class-scores.ts';
import type { LayerExample } from './layer-example.ts';
import type { TermAnswer } from './term.ts';
import {
  defaultTermSettings,
  type ObjectivePlace,
  type ObjectiveTerm,
  terms,
  termSettings,
} from './terms.ts';

const place = (
  changes: Partial<ObjectivePlace> & Partial<ObjectivePlace['settings']> = {},
): ObjectivePlace => {
  const {
    outputScoring = 'logprobs',
    hiddenScoring = 'logprobs',
    trustFactor = defaultTermSettings.trustFactor,
    useContrastive = false,
    lengthPenalty = defaultTermSettings.lengthPenalty,
    validityWeight = defaultTermSettings.validityWeight,
    costPenalty = defaultTermSettings.costPenalty,
    ...rest
  } = changes;
  return {
    settings: {
      ...defaultTermSettings,
      outputScoring,
      hiddenScoring,
      trustFactor,
      useContrastive,
      lengthPenalty,
      validityWeight,
      costPenalty,
    },
    depth: 2,
    isOutput: true,
    hasClasses: true,
    hasSchema: false,
    promptPrice: undefined,
    explorationPenalty: 0,
    trustRegionFrom: 1,
    ...rest,
  };
};

const example: LayerExample = {
  batchIndex: 3,
  layerInput: 'read',
  layerOutput: 'wrote',
  inputs: [
    { text: 'in 1', weight: 0.25 },
    { text: 'in 2', weight: 0.75 },
  ],
  targets: [
    { text: 'out 1', weight: 0.5 },
    { text: 'out 2', weight: 0.5 },
  ],
  upperInput: 'x',
  label: 'y',
  loss: 1,
};

function termOf(name: string): ObjectiveTerm {
  const term = terms.find((one) => one.name === name);
  if (!term) throw new RangeError(`no term ${name}`);
  return term;
}

const weightsAt = (at: ObjectivePlace): Record<string, number> =>
  Object.fromEntries(
    terms.flatMap((term) => (term.weight(at) === 0 ? [] : [[term.name, term.weight(at)]])),
  );

const valuesOf = (
  name: string,
  answers: readonly (readonly TermAnswer[] | undefined)[],
  at: ObjectivePlace = place(),
): readonly (number | undefined)[] =>
  termOf(name)
    .score(answers, example, at)
    .map((cell) => cell?.value);

const classScoresOf = (...probabilities: readonly number[]): ClassScores => ({
  logProbabilities: probabilities.map(Math.log),
  method: 'whole-class',
  strategy: 'whole class by echo',
});

const distribution = (...probabilities: readonly number[]): TermAnswer => ({
  scores: classScoresOf(...probabilities),
});

describe('the weights of the terms', () => {
  it.each([
    ['an output layer', place(), { likelihood: 1 }],
    ['an output layer by samples', place({ outputScoring: 'samples' }), { likelihood: 1 }],
    ['an output layer by accuracy', place({ outputScoring: 'accuracy' }), { accuracy: 1 }],
    [
      'a hidden layer by accuracy',
      place({ isOutput: false, hiddenScoring: 'accuracy', explorationPenalty: 0.5 }),
      { accuracy: 1 },
    ],
    [
      'an output layer with a trust region, which has no exploration penalty',
      place({ trustFactor: 2, explorationPenalty: 0.5 }),
      { likelihood: 1, trustRegion: -2 },
    ],
    [
      'an output layer of too few layers for a trust region',
      place({ trustFactor: 2, depth: 1, trustRegionFrom: 2 }),
      { likelihood: 1 },
    ],
    [
      'a hidden layer, which has an exploration penalty and no trust region',
      place({ isOutput: false, trustFactor: 2, explorationPenalty: 0.5 }),
      { likelihood: 1, explorationPenalty: -0.5 },
    ],
    [
      'layers of any kind with a length penalty',
      place({ isOutput: false, hiddenScoring: 'accuracy', lengthPenalty: 0.01 }),
      { accuracy: 1, length: -0.01 },
    ],
    [
      'a layer of any kind whose tokens cost dollars',
      place({ isOutput: false, hiddenScoring: 'accuracy', costPenalty: 3 }),
      { accuracy: 1, cost: -3 },
    ],
    [
      'a layer with an output schema',
      place({ outputScoring: 'accuracy', hasSchema: true }),
      { accuracy: 1, validity: 0.5 },
    ],
    [
      'a layer with an output schema whose answers are not asked for',
      place({ hasSchema: true, validityWeight: 0 }),
      { likelihood: 1 },
    ],
    [
      'a layer without a schema, whatever the weight',
      place({ validityWeight: 3 }),
      { likelihood: 1 },
    ],
    [
      'an output layer by accuracy, which has no trust region',
      place({ outputScoring: 'accuracy', trustFactor: 2 }),
      { accuracy: 1 },
    ],
  ])('of %s', (_, at, expected) => {
    expect(weightsAt(at)).toEqual(expected);
  });
});

it('only the likelihood and the accuracy are scores, and only they are ranked on some examples', () => {
  expect(
    terms.map(({ name, isScore, isRanked }) => [name, isScore ? 'score' : '', isRanked]),
  ).toEqual([
    ['likelihood', 'score', true],
    ['accuracy', 'score', true],
    ['trustRegion', '', false],
    ['explorationPenalty', '', false],
    ['length', '', false],
    ['validity', '', true],
    ['cost', '', false],
  ]);
});

describe('the settings that terms declare', () => {
  it('are described', () => {
    for (const { description } of Object.values(termSettings))
      expect(description).toMatch(/^[a-z].{15,}[^.]$/);
  });

  it('are listed under the names by which the terms read them', () => {
    expect(Object.keys(termSettings)).toEqual([
      'trustFactor',
      'lengthPenalty',
      'validityWeight',
      'costPenalty',
    ]);
    expect(termSettings.lengthPenalty).toMatchObject({ default: 0, minimum: 0, unit: 'nats' });
    expect(termSettings.costPenalty).toMatchObject({ default: 0, minimum: 0, unit: 'nats' });
    expect(Object.values(termSettings).map(({ minimum }) => minimum)).toEqual([0, 0, 0, 0]);
  });

  it('belong to one term each', () => {
    const names = terms.flatMap(({ settings = {} }) => Object.keys(settings));
    expect(names).toEqual([...new Set(names)]);
  });

  it('have no effect at their defaults without an output schema', () => {
    expect(defaultTermSettings).toEqual({
      trustFactor: 0,
      lengthPenalty: 0,
      validityWeight: 0.5,
      costPenalty: 0,
    });
    expect(weightsAt(place(defaultTermSettings))).toEqual({ likelihood: 1 });
  });
});

describe('the length', () => {
  it('asks once per example for the tokens of the parameters, and adds them up', () => {
    expect(termOf('length').ask(example, place())).toEqual([{ kind: 'length', layerInput: '' }]);
    expect(valuesOf('length', [[{ value: 12 }], undefined, [{ value: 7 }]])).toEqual([
      12,
      undefined,
      7,
    ]);
  });
});

describe('the likelihood', () => {
  it('asks for every target after every input', () => {
    expect(termOf('likelihood').ask(example, place())).toEqual([
      { kind: 'target', layerInput: 'in 1', target: 'out 1' },
      { kind: 'target', layerInput: 'in 1', target: 'out 2' },
      { kind: 'target', layerInput: 'in 2', target: 'out 1' },
      { kind: 'target', layerInput: 'in 2', target: 'out 2' },
    ]);
  });

  it('is the expectation over inputs and targets, undefined for a candidate that is not ranked', () => {
    const answers = [-1, -2, -3, -4].map((value) => ({ value }));
    expect(valuesOf('likelihood', [answers, undefined])).toEqual([-3, undefined]);
  });

  it('has the expectation of the bounds', () => {
    const [cell] = termOf('likelihood').score(
      [[-1, -2, -3, -4].map((value) => ({ value, bounds: { lower: value - 1, upper: value } }))],
      example,
      place(),
    );
    expect(cell?.bounds).toEqual({ lower: -4, upper: -3 });
  });

  it('has bounds if one of its answers has, and rests on the class scores of all', () => {
    const answers: readonly TermAnswer[] = [
      { ...distribution(0.5, 0.5), value: -1, bounds: { lower: -2, upper: -0.5 } },
      { ...distribution(0.9, 0.1), value: -2 },
      { value: -3 },
      { value: -4 },
    ];
    const [cell] = termOf('likelihood').score([answers], example, place());
    expect(cell?.bounds).toEqual({ lower: -3.125, upper: -2.9375 });
    expect(cell?.scores).toHaveLength(2);
    const exact = answers.map(({ value = 0 }) => ({ value }));
    const [known] = termOf('likelihood').score([exact], example, place());
    expect(known).toEqual({ value: -3, scores: [] });
  });

  it('refuses an answer without a value', () => {
    expect(() => valuesOf('likelihood', [[{}, {}, {}, {}]])).toThrow('no value');
  });

  it('is contrastive for hidden layers only: how much a text stands out among those of its input', () => {
    const answers = [[-1, -1, -3, -3].map((value) => ({ value }))];
    const contrasted = place({ isOutput: false, useContrastive: true });
    const [value] = valuesOf('likelihood', answers, contrasted);
    expect(value).toBeCloseTo(Math.log(0.5), 9);
    expect(valuesOf('likelihood', answers, place({ useContrastive: true }))).toEqual([-2.5]);
  });
});

describe('the accuracy', () => {
  it('asks the last layer for each target, and the network once for each input of a hidden layer', () => {
    expect(termOf('accuracy').ask(example, place())).toHaveLength(4);
    expect(termOf('accuracy').ask(example, place({ isOutput: false }))).toEqual([
      { kind: 'network', layerInput: 'in 1' },
      { kind: 'network', layerInput: 'in 2' },
    ]);
  });

  it('weighs the answers of the last layer by inputs and targets', () => {
    const answers = [[1, 0, 0, 1].map((value) => ({ value }))];
    expect(valuesOf('accuracy', answers)).toEqual([0.5]);
    const first = [[1, 0, 0, 0].map((value) => ({ value })), undefined];
    expect(valuesOf('accuracy', first)).toEqual([0.125, undefined]);
  });

  it('weighs the answers of a hidden layer by its inputs', () => {
    const answers = [[{ value: 1 }, { value: 0 }]];
    expect(valuesOf('accuracy', answers, place({ isOutput: false }))).toEqual([0.25]);
  });
});

describe('the trust region', () => {
  it('asks once per example for the class distribution after the input of the forward pass', () => {
    expect(termOf('trustRegion').ask(example, place())).toEqual([
      { kind: 'distribution', layerInput: 'read' },
    ]);
  });

  it('is KL(present ‖ candidate): 0 for the present prompt', () => {
    const answers = [[distribution(0.5, 0.5)], [distribution(0.9, 0.1)]];
    const [present, other] = valuesOf('trustRegion', answers);
    expect(present).toBe(0);
    expect(other).toBeCloseTo(0.5108256237659907, 12);
  });

  it('is undefined for a candidate that the example does not rank', () => {
    expect(valuesOf('trustRegion', [[distribution(0.5, 0.5)], undefined])).toEqual([0, undefined]);
    const at = place({ hasClasses: false });
    expect(valuesOf('trustRegion', [[], undefined, []], at)).toEqual([0, undefined, Infinity]);
  });

  it('is an interval if class scores are bounds, and a number if they are exact', () => {
    const bounded: TermAnswer = {
      scores: {
        ...classScoresOf(0.5, 0.5),
        bounds: [0.45, 0.45].map((low) => ({ lower: Math.log(low), upper: Math.log(low + 0.1) })),
      },
    };
    const at = place();
    const cellsOf = (answers: readonly (readonly TermAnswer[])[]) =>
      termOf('trustRegion').score(answers, example, at);
    const [, exact] = cellsOf([[distribution(0.5, 0.5)], [distribution(0.9, 0.1)]]);
    expect(exact?.bounds).toBeUndefined();
    for (const answers of [
      [[bounded], [distribution(0.9, 0.1)]],
      [[distribution(0.9, 0.1)], [bounded]],
    ]) {
      const [present, other] = cellsOf(answers);
      expect(present).toEqual({ value: 0 });
      expect(other?.bounds?.lower).toBeLessThan(other?.value ?? NaN);
      expect(other?.bounds?.upper).toBeGreaterThan(other?.value ?? NaN);
    }
  });

  it('compares what was sampled, answers that name no class included', () => {
    const sampled = (outcomes: readonly number[]): TermAnswer => ({
      scores: { ...classScoresOf(0.5, 0.5), outcomes },
    });
    const [, other] = valuesOf('trustRegion', [
      [sampled([0.5, 0.25, 0.25].map(Math.log))],
      [sampled([0.25, 0.25, 0.5].map(Math.log))],
    ]);
    expect(other).toBeCloseTo(0.25 * Math.log(2), 12);
  });

  it('refuses an answer without a distribution', () => {
    expect(() => valuesOf('trustRegion', [[{ value: 1 }], [{ value: 1 }]])).toThrow(
      'needs the distribution',
    );
  });

  it('holds only the present prompt if there are no classes, and asks nothing', () => {
    const at = place({ hasClasses: false });
    expect(termOf('trustRegion').ask(example, at)).toEqual([]);
    expect(valuesOf('trustRegion', [[], []], at)).toEqual([0, Infinity]);
  });
});

describe('the exploration penalty', () => {
  it('scores what was written in the forward pass, if the answer was wrong', () => {
    const { ask } = termOf('explorationPenalty');
    expect(ask(example, place())).toEqual([
      { kind: 'target', layerInput: 'read', target: 'wrote' },
    ]);
    expect(ask({ ...example, loss: 0 }, place())).toEqual([]);
    expect(valuesOf('explorationPenalty', [[{ value: -2 }], []])).toEqual([-2, 0]);
  });
});

it('documents every term', () => {
  const docs = readFileSync(new URL('../../../../docs/candidates.md', import.meta.url), 'utf8');
  for (const { name, description } of terms) {
    expect(description.length).toBeGreaterThan(20);
    expect(docs).toContain(`\`${name}\``);
    expect(docs.replaceAll(/\s+/g, ' ')).toContain(description);
  }
});

it('validity is the share of inputs with a valid text, by their weights', () => {
  const at = place({ hasSchema: true });
  expect(termOf('validity').ask(example, at)).toEqual([
    { kind: 'validity', layerInput: 'in 1' },
    { kind: 'validity', layerInput: 'in 2' },
  ]);
  const rows = [[{ value: 1 }, { value: 0 }], [{ value: 0 }, { value: 1 }], undefined];
  expect(valuesOf('validity', rows, at)).toEqual([0.25, 0.75, undefined]);
});

it('cost is the dollars that the tokens of the parameters cost in 1,000 answers', () => {
  const at = place({ costPenalty: 1, promptPrice: 2.5 });
  expect(termOf('cost').ask(example, at)).toEqual([{ kind: 'length', layerInput: '' }]);
  // 400 tokens at 2.50 dollars per million: 0.001 dollars an answer.
  expect(valuesOf('cost', [[{ value: 400 }], undefined, [{ value: 0 }]], at)).toEqual([
    1,
    undefined,
    0,
  ]);
  expect(() => valuesOf('cost', [[{ value: 400 }]], place())).toThrow('price');
});
