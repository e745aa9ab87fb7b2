import { createTemplate } from '@dln/templates';
import { describe, expect, it } from 'vitest';
import type { ClassScores, ClassScoring } from '../scoring/class-scores.ts';
import type { Outcome } from '../scoring/outcome.ts';
import { smallWorld } from '../training/small-world.fixture.ts';
import { scoreRenderedClasses, type LayerCalibration } from './layer-calibration.ts';
import { instructionOnly } from './layer-parameters.ts';
import type { Layer } from './layer.ts';

const template = createTemplate({
  ...{ name: 't', version: '1.0', source: 'test', text: '{{ prompt }}/{{ input }}' },
});

const failure = { kind: 'context-overflow', message: 'too long' } as const;

/** Scores by context; one that is missing fails. Records what it is asked. */
function scoringOf(table: Readonly<Record<string, readonly number[]>>): {
  readonly classScoring: ClassScoring;
  readonly asked: (readonly string[])[];
  readonly options: unknown[];
} {
  const asked: (readonly string[])[] = [];
  const options: unknown[] = [];
  const classScoring: ClassScoring = Object.assign(
    async (contexts: readonly string[], given: unknown) => {
      asked.push(contexts);
      options.push(given);
      return contexts.map((context): Outcome<ClassScores> => {
        const shares = table[context];
        if (!shares) return { failure };
        return {
          ...{ logProbabilities: shares.map(Math.log), strategy: 'table' },
          method: 'whole-class',
        };
      });
    },
    { plan: () => 'table' },
  );
  return { classScoring, asked, options };
}

function layerWith(calibration?: LayerCalibration): Layer {
  return {
    ...{ template, writesClasses: true, maxTokens: 5 },
    outputClasses: { verbalizers: [['yes'], ['no']], indexOf: () => 0 },
    ...(calibration ? { calibration } : {}),
  };
}

async function score(
  layer: Layer,
  contexts: readonly (readonly [prompt: string, input: string])[],
  classScoring: ClassScoring,
) {
  const { models } = smallWorld(1);
  return scoreRenderedClasses(
    layer,
    contexts.map(([prompt, input]) => ({
      context: `${prompt}/${input}`,
      parameters: instructionOnly(prompt),
    })),
    {
      ...{ classScoring, calls: { model: models.score }, aggregate: 'sum' as const },
      verbalizers: [['yes'], ['no']],
    },
  );
}

const sharesOf = (outcome: Outcome<ClassScores> | undefined): readonly string[] =>
  (outcome?.logProbabilities ?? []).map((value) => Math.exp(value).toFixed(4));

describe('a layer without calibration', () => {
  it('has the scores as they are, and asks about nothing else', async () => {
    const { classScoring, asked } = scoringOf({ 'p/x': [0.75, 0.25] });
    const [outcome] = await score(layerWith(), [['p', 'x']], classScoring);
    expect(sharesOf(outcome)).toEqual(['0.7500', '0.2500']);
    expect(outcome?.strategy).toBe('table');
    expect(asked).toEqual([['p/x']]);
  });
});

describe('a calibrated layer', () => {
  const calibration = (changes: Partial<LayerCalibration> = {}): LayerCalibration => ({
    ...{ name: 'contextual', inputs: ['N/A', ''], priors: new Map<string, readonly number[]>() },
    ...changes,
  });
  const table = {
    'p/x': [0.75, 0.25],
    'p/y': [0.25, 0.75],
    'p/N/A': [0.7, 0.3],
    'p/': [0.5, 0.5],
    'q/x': [0.5, 0.5],
    'q/N/A': [0.2, 0.8],
    'q/': [0.2, 0.8],
  };

  it('divides by the mean of what the parameters make of the inputs, and normalises', async () => {
    const { classScoring } = scoringOf(table);
    const [outcome] = await score(layerWith(calibration()), [['p', 'x']], classScoring);
    // (0.75 / 0.6, 0.25 / 0.4) over their sum of 1.875.
    expect(sharesOf(outcome)).toEqual(['0.6667', '0.3333']);
    expect(outcome?.strategy).toBe('table, contextual calibration');
    expect(outcome?.answer).toBe(0);
  });

  it('estimates the prior of parameters once, in the call of their first reading', async () => {
    const { classScoring, asked } = scoringOf(table);
    const layer = layerWith(calibration());
    await score(
      layer,
      [
        ['p', 'x'],
        ['p', 'y'],
        ['q', 'x'],
      ],
      classScoring,
    );
    await score(layer, [['q', 'x']], classScoring);
    expect(asked).toEqual([['p/x', 'p/y', 'q/x', 'p/N/A', 'p/', 'q/N/A', 'q/'], ['q/x']]);
    const priors = layer.calibration?.priors;
    expect([...(priors?.keys() ?? [])]).toEqual(['"p"', '"q"']);
    expect(priors?.get('"q"')?.map((value) => Math.exp(value).toFixed(2))).toEqual([
      '0.20',
      '0.80',
    ]);
  });

  it('estimates a prior from the inputs that are answered', async () => {
    const { classScoring } = scoringOf({ 'p/x': [0.75, 0.25], 'p/N/A': [0.6, 0.4] });
    const [outcome] = await score(layerWith(calibration()), [['p', 'x']], classScoring);
    expect(sharesOf(outcome)).toEqual(['0.6667', '0.3333']);
  });

  it('has no score for a reading if no input gives a prior, and keeps none', async () => {
    const { classScoring } = scoringOf({ 'p/x': [0.75, 0.25] });
    const layer = layerWith(calibration());
    const [outcome] = await score(layer, [['p', 'x']], classScoring);
    expect(outcome).toEqual({ failure });
    expect(layer.calibration?.priors.size).toBe(0);
  });

  it('needs an input', async () => {
    const { classScoring } = scoringOf(table);
    const layer = layerWith(calibration({ inputs: [] }));
    await expect(score(layer, [['p', 'x']], classScoring)).rejects.toThrow(
      'no inputs to estimate a class prior from',
    );
  });

  it('keeps the failure of a reading beside a known prior', async () => {
    const { classScoring } = scoringOf(table);
    const outcomes = await score(
      layerWith(calibration()),
      [
        ['p', 'unknown'],
        ['p', 'x'],
      ],
      classScoring,
    );
    expect(outcomes[0]).toEqual({ failure });
    expect(sharesOf(outcomes[1])).toEqual(['0.6667', '0.3333']);
  });

  it('by shares makes classes as frequent as in the training data', async () => {
    // The inputs give the first class 0.8 of the mass, and the data a half.
    const own = { 'p/x': [0.8, 0.2], 'p/a': [0.8, 0.2], 'p/b': [0.8, 0.2] };
    const inputs = ['a', 'b'];
    const equal = calibration({ name: 'shares', inputs });
    const [balanced] = await score(layerWith(equal), [['p', 'x']], scoringOf(own).classScoring);
    expect(sharesOf(balanced)).toEqual(['0.5000', '0.5000']);
    const uneven = calibration({ name: 'shares', inputs, shares: [0.75, 0.25] });
    const [shared] = await score(layerWith(uneven), [['p', 'x']], scoringOf(own).classScoring);
    expect(sharesOf(shared)).toEqual(['0.7500', '0.2500']);
  });

  it('multiplies scores by the scale that was fitted to the parameters', async () => {
    const priors = new Map([['"p"', [Math.log(0.5), Math.log(0.5)]]]);
    const scales = new Map([['"p"', 2]]);
    const { classScoring } = scoringOf(table);
    const layer = layerWith(calibration({ priors, scales }));
    const [outcome] = await score(layer, [['p', 'x']], classScoring);
    // 0.75² and 0.25² over their sum.
    expect(sharesOf(outcome)).toEqual(['0.9000', '0.1000']);
  });
});

it('asks about classes on the line of a template that ends with a space before the answer', async () => {
  const sameLine = createTemplate({
    ...{
      name: 't',
      version: '1.0',
      source: 'test',
      text: '{{ input }} {{ prompt }}: {{ answer }}',
    },
  });
  const { classScoring, options } = scoringOf({ 'p/x': [0.5, 0.5] });
  await score(layerWith(), [['p', 'x']], classScoring);
  await score({ ...layerWith(), template: sameLine }, [['p', 'x']], classScoring);
  expect(options[0]).not.toHaveProperty('separator');
  expect(options[1]).toMatchObject({ separator: ' ', aggregate: 'sum' });
});
