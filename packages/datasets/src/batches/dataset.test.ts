import { describe, expect, it } from 'vitest';
import { referenceChoices } from '../choices/reference-choices.ts';
import { OutputClasses } from '../classes/output-classes.ts';
import { DatasetArgumentError } from '../dataset-argument-error.ts';
import type { Example } from '../example.ts';
import type { DatasetOptions } from './dataset-options.ts';
import { Dataset } from './dataset.ts';

const examples = (prefix: string, count: number): readonly Example[] =>
  Array.from({ length: count }, (_, index) => ({
    input: `${prefix}${index}`,
    target: index % 4 === 0 ? 'yes' : 'no', // a quarter yes
  }));

const create = (options: Partial<DatasetOptions> = {}): Dataset =>
  new Dataset({
    name: 'letters',
    splits: { train: examples('t', 40), dev: examples('d', 12), test: examples('e', 7) },
    seed: 1,
    outputClasses: new OutputClasses(['yes', 'no']),
    ...options,
  });

const count = (targets: readonly string[], wanted: string): number =>
  targets.filter((target) => target === wanted).length;

describe('batches in order', () => {
  it('go through a split, end with a shorter one, and start again', () => {
    const dataset = create();
    expect(dataset.nextBatch('test', 5).inputs).toEqual(['e0', 'e1', 'e2', 'e3', 'e4']);
    expect(dataset.nextBatch('test', 5).inputs).toEqual(['e5', 'e6']);
    expect(dataset.nextBatch('test', 5).inputs[0]).toBe('e0');
  });

  it('start again after the pointer is reset', () => {
    const dataset = create();
    dataset.nextBatch('dev', 5);
    dataset.resetPointer('dev');
    expect(dataset.nextBatch('dev', 1).inputs).toEqual(['d0']);
  });

  it('are left alone by random batches and passes', () => {
    const dataset = create();
    dataset.nextBatch('train', 3);
    dataset.randomBatch('train', 10);
    expect([...dataset.iterate('train', 16)].map(({ inputs }) => inputs.length)).toEqual([
      16, 16, 8,
    ]);
    expect(dataset.nextBatch('train', 1).inputs).toEqual(['t3']);
  });

  it('make one pass that ends, for train too', () => {
    const inputs = [...create().iterate('train', 7)].flatMap((batch) => batch.inputs);
    expect(inputs).toEqual(examples('t', 40).map(({ input }) => input));
  });
});

describe('random batches', () => {
  it('hold no example twice', () => {
    const { inputs } = create().randomBatch('train', 40);
    expect(new Set(inputs).size).toBe(40);
  });

  it('depend on the seed', () => {
    const draw = (seed: number): readonly string[] =>
      create({ seed }).randomBatch('train', 9).inputs;
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('have equal numbers of each class if balanced', () => {
    const { targets } = create().randomBatch('train', 12, { balance: true });
    expect(count(targets, 'yes')).toBe(6);
  });

  it('take more of the larger class once the smaller one is used up', () => {
    const { targets } = create().randomBatch('train', 30, { balance: true });
    expect([count(targets, 'yes'), count(targets, 'no')]).toEqual([10, 20]);
  });

  it.each([0, -1, 2.5, 41])('refuse a size of %s', (size) => {
    expect(() => create().randomBatch('train', size)).toThrow(
      `batch size is ${size}; it must be an integer from 1 to 40, the number of examples in train.`,
    );
  });
});

describe('cuts', () => {
  it('keep the classes’ shares and no example twice', () => {
    const kept = create({ maxSizes: { train: 8 } }).examples('train');
    expect(
      count(
        kept.map(({ target }) => target),
        'yes',
      ),
    ).toBe(2);
    expect(new Set(kept.map(({ input }) => input)).size).toBe(8);
  });

  it('leave a split alone that is small enough', () => {
    expect(create({ maxSizes: { dev: 500 } }).examples('dev')).toEqual(examples('d', 12));
  });

  it('of dev and test do not depend on the seed', () => {
    const cut = (seed: number): readonly Example[] =>
      create({ seed, maxSizes: { test: 3 } }).examples('test');
    expect(cut(1)).toEqual(cut(2));
  });

  it('are refused where they are no integer', () => {
    expect(() => create({ maxSizes: { dev: 2.5 } })).toThrow(
      'most dev examples is 2.5; it must be an integer; 0 or less is no limit.',
    );
  });

  it.each([0, -1])('of %s mean no limit', (size) => {
    expect(create({ maxSizes: { train: size } }).size('train')).toBe(40);
  });
});

describe('few-shot examples', () => {
  it('are empty by default', () => {
    expect(create().nextBatch('dev', 2).fewShots).toEqual([[], []]);
  });

  it('are training examples, each once, and never the input itself', () => {
    const dataset = create({ fewShots: 39 });
    const { inputs, fewShots } = dataset.randomBatch('train', 5);
    inputs.forEach((input, place) => {
      const shown = fewShots[place]?.map((shot) => shot.input) ?? [];
      expect(new Set([...shown, input]).size).toBe(40);
    });
  });

  it('alternate between the classes', () => {
    const shots = create({ fewShots: 6 }).nextBatch('dev', 1).fewShots[0] ?? [];
    expect(
      count(
        shots.map(({ target }) => target),
        'yes',
      ),
    ).toBe(3);
  });

  it('of dev and test are the same whenever an example is handed out', () => {
    const dataset = create({ fewShots: 3 });
    const first = [...dataset.iterate('dev', 5)].flatMap(({ fewShots }) => fewShots);
    dataset.randomBatch('train', 5);
    expect([...dataset.iterate('dev', 4)].flatMap(({ fewShots }) => fewShots)).toEqual(first);
    expect(first[0]).not.toEqual(first[1]);
  });

  it('are no more than train can give', () => {
    expect(() => create({ fewShots: 40 })).toThrow(
      'fewShots is 40; it must be an integer from 0 to 39, as many as the training split can give.',
    );
  });

  it('may be more than train has where they are drawn with replacement', () => {
    const dataset = create({ fewShots: 50, choices: referenceChoices });
    expect(dataset.nextBatch('dev', 1).fewShots[0]).toHaveLength(50);
  });
});

describe('free text', () => {
  const targets = Array.from({ length: 9 }, (_, index) => ({
    input: `${index}`,
    target: `${index % 3}`,
  }));
  const dataset = (): Dataset =>
    create({
      splits: { train: targets, dev: [], test: [] },
      outputClasses: undefined,
      fewShots: 2,
    });

  it('draws balanced batches and few-shot examples as if there were one class', () => {
    const { inputs, fewShots } = dataset().randomBatch('train', 9, { balance: true });
    expect(new Set(inputs).size).toBe(9);
    expect(fewShots.map((shots) => shots.length)).toEqual(inputs.map(() => 2));
  });

  it('makes no batch of an empty split', () => {
    expect([...dataset().iterate('dev', 3)]).toEqual([]);
    expect(() => dataset().randomBatch('dev', 1)).toThrow(DatasetArgumentError);
  });
});

describe('state', () => {
  it('brings back every generator and pointer, through JSON', () => {
    const dataset = create({ fewShots: 2 });
    dataset.randomBatch('train', 5, { balance: true });
    dataset.nextBatch('dev', 5);
    const saved = JSON.stringify(dataset.state());
    const draw = (from: Dataset): unknown => [
      from.randomBatch('train', 5),
      from.nextBatch('dev', 3),
      from.randomBatch('test', 2),
    ];
    const wanted = draw(dataset);
    const other = create({ fewShots: 2 });
    other.restore(JSON.parse(saved));
    expect(draw(other)).toEqual(wanted);
  });

  it('is not restored onto a dataset of other sizes', () => {
    const state = create().state();
    expect(() => create({ maxSizes: { train: 8 } }).restore(state)).toThrow(
      'state is that of letters (40 train, 12 dev, 7 test); it must be that of letters (8 ' +
        'train, 12 dev, 7 test)',
    );
  });
});

describe('examples', () => {
  it('come at the positions that are asked for', () => {
    expect(create().examples('test', [2, 0])).toEqual([
      { input: 'e2', target: 'no' },
      { input: 'e0', target: 'yes' },
    ]);
  });

  it('are refused past the end', () => {
    expect(() => create().examples('test', [7])).toThrow(
      'positions is 7; it must be an integer from 0 to 6, a position in test.',
    );
  });
});
