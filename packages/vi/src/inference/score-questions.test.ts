import type { LanguageModel } from '@dln/llm';
import { describe, expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import type { Layers } from '../layers/layer.ts';
import { mostLikely, smallWorld } from '../training/small-world.fixture.ts';
import { countLengths } from './count-lengths.ts';
import { withoutAnswersTo } from './failing-model.fixture.ts';
import type { InferenceContext } from './inference-context.ts';
import { planScoring } from './plan-scoring.ts';
import { scoreAccuracy } from './score-accuracy.ts';
import { scoreThroughNetwork } from './score-through-network.ts';
import { scoreValidity } from './score-validity.ts';
import { scoringOptions } from './scoring-options.ts';

const parameters = instructionOnly('p1');
const inputs = ['x0', 'x1', 'x2', 'x3', 'x4', 'x5'];
const written = inputs.map((x) => mostLikely(0, 'p1', x));

describe('validity', () => {
  const withSchema = (): InferenceContext => {
    const context = smallWorld(1);
    const outputSchema = {
      ...{ name: 'colour', schema: {} },
      read: (text: string) => (text === 'red' ? { problem: 'red is refused' } : { value: text }),
    };
    return { ...context, layers: [{ ...context.layers[0], outputSchema }] };
  };

  it('is 1 for an answer that the schema accepts, else 0', async () => {
    const context = withSchema();
    const [layer] = context.layers;
    // The schema stands after the instruction, and the table knows the bare instruction only.
    const template = {
      ...layer.template,
      render: ({ input }: Readonly<Record<string, unknown>>) => `0#p1#${String(input)}`,
    };
    const layers: Layers = [{ ...layer, template }];
    const cells = await scoreValidity(
      { ...context, layers },
      0,
      inputs.map((input) => ({ input, parameters })),
    );
    expect(written).toContain('red');
    expect(cells).toEqual(written.map((text) => ({ value: text === 'red' ? 0 : 1 })));
  });

  it('is missing for an answer that does not come', async () => {
    const failing = withoutAnswersTo(withSchema(), () => true);
    const cells = await scoreValidity(failing, 0, [{ input: 'x0', parameters }]);
    expect(cells).toEqual([{ failure: { kind: 'context-overflow', message: 'too long' } }]);
  });

  it('needs a layer with a schema', async () => {
    await expect(scoreValidity(smallWorld(2), 1, [])).rejects.toThrow(
      'layer 1 has no output schema',
    );
  });
});

describe('the length of a prompt', () => {
  it('is counted once for the same parameters and input', async () => {
    const context = smallWorld(1);
    const counted: string[] = [];
    const forward: LanguageModel = {
      ...context.models.forward,
      countTokens: (text) => {
        counted.push(text);
        return text.length;
      },
    };
    const lengths = await countLengths({ ...context, models: { ...context.models, forward } }, 0, [
      { input: 'x0', parameters },
      { input: 'x10', parameters },
      { input: 'x0', parameters: instructionOnly('p1') },
    ]);
    expect(lengths).toEqual([{ value: 7 }, { value: 8 }, { value: 7 }]);
    expect(counted).toEqual(['0#p1#x0', '0#p1#x10']);
  });
});

describe('accuracy', () => {
  it('is 1 for a right answer, else 0', async () => {
    const cells = await scoreAccuracy(
      smallWorld(1),
      0,
      inputs.map((input) => ({ input, parameters, target: 'red' })),
    );
    expect(cells).toEqual(written.map((text) => ({ value: text === 'red' ? 1 : 0 })));
  });

  it('passes the data of the example to the loss, or what the layer read', async () => {
    const seen: unknown[] = [];
    const context = smallWorld(1);
    const loss: InferenceContext['loss'] = {
      ...context.loss,
      compute: (outputs, _targets, contexts = []) => {
        seen.push(...contexts.map(({ input, example }) => ({ input, example })));
        return outputs.map(() => 0);
      },
    };
    const source = { input: 'whole', example: { id: 7 }, hiddenTexts: [] };
    await scoreAccuracy({ ...context, loss }, 0, [
      { input: 'x0', parameters, target: 'red', source },
      { input: 'x1', parameters, target: 'red' },
    ]);
    expect(seen).toEqual([
      { input: 'whole', example: { id: 7 } },
      { input: 'x1', example: { input: 'x1', target: 'red' } },
    ]);
  });

  it('through the network is that of what the last layer makes of a hidden text', async () => {
    const context = smallWorld(3);
    const network = ['p0', 'p1', 'p2'].map(instructionOnly);
    const texts = ['red', 'green', 'blue', 'grey'];
    const answers = texts.map((text) => mostLikely(2, 'p2', mostLikely(1, 'p1', text)));
    const cells = await scoreThroughNetwork(context, {
      from: 1,
      parameters: network,
      readings: texts.map((layerInput) => ({ layerInput, upperInput: 'x0', label: 'red' })),
    });
    expect(cells).toEqual(answers.map((answer) => ({ value: answer === 'red' ? 1 : 0 })));
    const direct = await scoreThroughNetwork(context, {
      from: 2,
      parameters: network,
      readings: texts.map((layerInput) => ({ layerInput, upperInput: 'x0', label: 'red' })),
    });
    expect(direct).toEqual(
      texts.map((text) => ({ value: mostLikely(2, 'p2', text) === 'red' ? 1 : 0 })),
    );
  });

  it('through the network is missing if a layer on the way has no answer', async () => {
    const context = withoutAnswersTo(smallWorld(3), (text) => text.startsWith('1#p1#red'));
    const cells = await scoreThroughNetwork(context, {
      from: 1,
      parameters: ['p0', 'p1', 'p2'].map(instructionOnly),
      readings: ['red', 'blue'].map((layerInput) => ({
        ...{ layerInput, upperInput: 'x0', label: 'red' },
      })),
    });
    expect(cells[0]?.failure?.message).toBe('too long');
    expect(cells[1]?.failure).toBeUndefined();
  });
});

describe('the options of scores', () => {
  it('count sampled answers only if answers are scored by samples', () => {
    const plain = smallWorld(1, { burnInRatio: 0.25 });
    expect(scoringOptions(plain)).toMatchObject({ burnInRatio: 0.25 });
    expect(scoringOptions(plain).classScoring).toBe(plain.strategies.classScoring);
    expect(scoringOptions(plain)).not.toHaveProperty('samples');
    const sampled = smallWorld(1, { outputScoring: 'samples', answerSamples: 7 });
    expect(scoringOptions(sampled)).toMatchObject({ samples: 7 });
    expect(scoringOptions(sampled).classScoring).toBe(sampled.strategies.sampledClassScoring);
  });

  it('are told before a run, for answers and for hidden texts', () => {
    const text = 'whole text by echo';
    const plan = (depth: number, changes: Parameters<typeof smallWorld>[1] = {}) => {
      const { answers, hiddenTexts } = planScoring(smallWorld(depth, changes));
      return [answers.replace(/ by .*/, ' by echo'), hiddenTexts?.replace(/ by .*/, ' by echo')];
    };
    expect(plan(1)).toEqual([text, undefined]);
    expect(plan(2)).toEqual([text, text]);
    expect(plan(2, { hiddenScoring: 'accuracy' })).toEqual([text, 'accuracy']);
    expect(plan(2, { outputScoring: 'accuracy' })).toEqual(['accuracy', text]);
    expect(planScoring(smallWorld(1)).hiddenTexts).toBeNull();
  });
});
