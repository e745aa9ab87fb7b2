import { describe, expect, it } from 'vitest';
import { withoutAnswersTo } from '../inference/failing-model.fixture.ts';
import type { InferenceContext } from '../inference/inference-context.ts';
import { scoringOptions } from '../inference/scoring-options.ts';
import type { ClassScores, ScoreClassesOptions } from '../scoring/class-scores.ts';
import { logProbability, smallWorld } from '../training/small-world.fixture.ts';
import { tableClasses, wordClasses } from '../training/table-step.fixture.ts';
import { instructionOnly } from './layer-parameters.ts';
import { scoreLayer, scoreLayerClasses, scoreLayerTexts } from './score-layer.ts';
import { cellOf } from './scored-cell.ts';

const query = (input: string, target: string) => ({
  ...{ input, target },
  parameters: instructionOnly('p1'),
});

describe('a layer without classes', () => {
  const { layers, ...rest } = smallWorld(1);
  const [layer] = layers;
  const options = scoringOptions({ layers, ...rest });

  it('scores the text of the target', async () => {
    const cells = await scoreLayer(layer, [query('x0', 'red'), query('x1', 'grey')], options);
    expect(cells).toEqual([
      { value: logProbability(0, 'p1', 'x0', 'red') },
      { value: logProbability(0, 'p1', 'x1', 'grey') },
    ]);
  });

  it('has a failure in the place of a text that cannot be scored', async () => {
    const failing = withoutAnswersTo({ layers, ...rest }, (text) => text.includes('x0'));
    const cells = await scoreLayer(
      layer,
      [query('x0', 'red'), query('x1', 'grey')],
      scoringOptions(failing),
    );
    expect(cells[0]?.failure?.message).toBe('too long');
    expect(cells[1]?.value).toBe(logProbability(0, 'p1', 'x1', 'grey'));
  });
});

describe('a layer with classes', () => {
  const base = smallWorld(1);
  const layer = { ...base.layers[0], ...wordClasses };

  it('scores the class of the target, with its distribution', async () => {
    const options = { ...scoringOptions(base), classScoring: tableClasses };
    const [cell] = await scoreLayer(layer, [query('x0', 'green')], options);
    expect(cell?.value).toBe(logProbability(0, 'p1', 'x0', 'green'));
    expect(cell?.scores?.logProbabilities).toHaveLength(4);
  });

  it('scores the text all the same if it is asked for texts', async () => {
    const options = { ...scoringOptions(base), classScoring: tableClasses };
    const [cell] = await scoreLayerTexts(layer, [query('x0', 'green')], options);
    expect(cell).toEqual({ value: logProbability(0, 'p1', 'x0', 'green') });
  });

  const asked = async (context: InferenceContext, writesClasses: boolean): Promise<unknown> => {
    const seen: ScoreClassesOptions[] = [];
    const recording = Object.assign(
      async (contexts: readonly string[], given: ScoreClassesOptions) => {
        seen.push(given);
        return tableClasses(contexts, given);
      },
      { plan: tableClasses.plan },
    );
    const options = { ...scoringOptions(context), classScoring: recording };
    await scoreLayerClasses({ ...layer, writesClasses }, [query('x0', '')], options);
    return seen[0];
  };

  it('adds up the names of a class if it writes classes, else takes the likeliest', async () => {
    expect(await asked(base, true)).toMatchObject({ aggregate: 'sum' });
    expect(await asked(base, false)).toMatchObject({ aggregate: 'max' });
  });

  it('counts as many sampled answers as are set, as the layer answers', async () => {
    expect(await asked(base, true)).not.toHaveProperty('sampling');
    const sampled = smallWorld(1, { outputScoring: 'samples', answerSamples: 7 });
    expect(await asked(sampled, true)).toMatchObject({ sampling: { samples: 7, maxTokens: 4 } });
  });
});

describe('the score of a class', () => {
  const scores: ClassScores = {
    ...{ logProbabilities: [-1, -2], method: 'first-token', strategy: 'table' },
    bounds: [
      { lower: -1.5, upper: -1 },
      { lower: -2.5, upper: -2 },
    ],
  };

  it('comes with its bounds and its distribution', () => {
    expect(cellOf(scores, 1)).toEqual({ value: -2, bounds: { lower: -2.5, upper: -2 }, scores });
    const { bounds: _, ...exact } = scores;
    expect(cellOf(exact, 0)).toEqual({ value: -1, scores: exact });
  });

  it('needs a class of the distribution', () => {
    expect(() => cellOf(scores, 2)).toThrow('no class 2 among 2');
    expect(() => cellOf(scores, -1)).toThrow('no class -1 among 2');
  });
});
