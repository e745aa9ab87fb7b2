import { promptText } from '@dln/llm';
import { RandomState } from '@dln/random';
import type { Template } from '@dln/templates';
import { describe, expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { inputs, smallWorld, targets } from '../training/small-world.fixture.ts';
import { withoutAnswersTo } from './failing-model.fixture.ts';
import type { InferenceContext } from './inference-context.ts';
import { NothingAnsweredError } from './nothing-answered-error.ts';
import { step, type StepResult } from './step.ts';

const stepOf = async (
  context: InferenceContext,
  places: readonly number[] = [...inputs.keys()],
): Promise<StepResult> =>
  step({
    state: {
      step: 0,
      parameters: context.layers.map(() => instructionOnly('p0')),
      random: new RandomState(3).state(),
    },
    batch: {
      inputs: places.map((place) => inputs[place] ?? ''),
      targets: places.map((place) => targets[place] ?? ''),
    },
    context,
    memory: [],
    wrongTextPenalty: 0,
  });

const candidatesOf = ({ info }: StepResult, layer: number) =>
  info.layers[layer]?.update?.candidates;

describe('a step without some answers', () => {
  it('goes as if an example that no layer answers were not in the batch', async () => {
    const whole = smallWorld(2);
    const done = await stepOf(withoutAnswersTo(whole, (text) => text === '0#p0#x2'));
    const smaller = await stepOf(whole, [0, 1, 3, 4, 5]);
    expect(done.state.parameters).toEqual(smaller.state.parameters);
    // Places in the batch differ; the texts and their weights do not.
    const placeOf = (batchIndex: number): number => (batchIndex < 2 ? batchIndex : batchIndex + 1);
    const placed = (smaller.info.examples ?? []).map(({ batchIndex, ...rest }) => ({
      ...rest,
      batchIndex: placeOf(batchIndex),
    }));
    const layers = smaller.info.layers.map(({ update, ...rest }) => ({
      ...rest,
      update: { ...update, rankedOn: update?.rankedOn?.map(placeOf) },
    }));
    expect(done.info).toEqual({ ...smaller.info, layers, examples: placed });
    expect(done.omissions).toEqual([
      {
        what: 'example',
        split: 'train',
        purpose: 'forward',
        layer: 0,
        example: 2,
        text: 'x2',
        count: 1,
        kind: 'context-overflow',
        message: 'too long',
      },
    ]);
  });

  it('leaves an example that one candidate has no score for out for all of them', async () => {
    const whole = smallWorld(1);
    const done = await stepOf(withoutAnswersTo(whole, (text) => text.startsWith('0#p3#x4\n')));
    const smaller = await stepOf(whole, [0, 1, 2, 3, 5]);
    expect(candidatesOf(done, 0)).toEqual(candidatesOf(smaller, 0));
    expect(candidatesOf(done, 0)?.map(({ examples }) => examples)).toEqual([5, 5, 5, 5, 5]);
    expect(done.omissions).toMatchObject([{ what: 'example', purpose: 'score', example: 4 }]);
  });

  it('leaves a candidate out in place of all the examples that it has no score for', async () => {
    const done = await stepOf(withoutAnswersTo(smallWorld(1), (text) => text.includes('#p3#')));
    expect(candidatesOf(done, 0)?.map(({ parameters }) => parameters.instruction)).toEqual([
      'p0',
      'p1',
      'p2',
      'p4',
    ]);
    expect(candidatesOf(done, 0)?.map(({ examples }) => examples)).toEqual([6, 6, 6, 6]);
    expect(done.omissions).toMatchObject([{ what: 'candidate', text: 'p3', example: null }]);
  });

  it('weighs the hidden texts that are there', async () => {
    const hidden = (text: string): boolean => text === '1#p0#grey\nred';
    const done = await stepOf(withoutAnswersTo(smallWorld(2), hidden));
    expect(done.omissions.filter(({ purpose }) => purpose === 'posterior')).toMatchObject([
      { what: 'hidden-text', layer: 0, example: 0, count: 1 },
      { what: 'hidden-text', layer: 0, example: 3, count: 1 },
    ]);
    expect(done.info.score).toBeLessThan(0);
    expect(done.info.score).toBeGreaterThan(-Infinity);
  });

  it('does without a proposal that does not come', async () => {
    const context = smallWorld(1);
    let asked = 0;
    const done = await stepOf(
      withoutAnswersTo(context, (text) => text.startsWith('propose') && asked++ === 1, {
        kind: 'content-filter',
        message: 'kept back',
      }),
    );
    expect(candidatesOf(done, 0)?.map(({ parameters }) => parameters.instruction)).toEqual([
      'p0',
      'p1',
      'p3',
      'p4',
    ]);
    expect(done.omissions).toMatchObject([
      { what: 'proposal', text: 'proposal 2 of 4', example: null },
    ]);
  });

  it('ends if nothing can be answered, since then no example is at fault', async () => {
    const mute = withoutAnswersTo(smallWorld(2), (text) => text.startsWith('0#'));
    await expect(stepOf(mute)).rejects.toThrow(NothingAnsweredError);
    await expect(stepOf(mute)).rejects.toThrow(
      'None of the 6 examples of a batch has an answer. The first one: too long',
    );
    const unscorable = withoutAnswersTo(smallWorld(1), (text) => text.includes('\n'));
    await expect(stepOf(unscorable)).rejects.toThrow('can be scored for layer 1');
  });
});

describe('a proposal that does not fit', () => {
  /** Shows the inputs of its examples, so that a text is as long as they are many. */
  const listing: Template = {
    ...smallWorld(1).templates.prompt,
    render: ({ prompt, backward_infos: shown }) =>
      `propose#${String(prompt)}#${(shown as { readonly input: string }[]).map(({ input }) => input).join(' ')}`,
  };
  const world = (): InferenceContext => {
    const context = smallWorld(1);
    return { ...context, templates: { ...context.templates, prompt: listing } };
  };
  const shownIn = (text: string): number => text.match(/x\d/g)?.length ?? 0;

  it('is asked again with half of its examples, and reports how many it lost', async () => {
    const shown: number[] = [];
    const context = withoutAnswersTo(world(), (text) => {
      if (!text.startsWith('propose')) return false;
      shown.push(shownIn(text));
      return shownIn(text) > 3;
    });
    const done = await stepOf(context);
    expect(shown).toEqual([6, 6, 6, 6, 3, 3, 3, 3]);
    expect(done.omissions).toHaveLength(4);
    expect(done.omissions[0]).toMatchObject({ what: 'shown-examples', count: 3, layer: 0 });
    // The batch keeps its examples.
    expect(candidatesOf(done, 0)?.[0]?.examples).toBe(6);
  });

  it('loses no more than it must if the model can count', async () => {
    const context = world();
    const shown: number[] = [];
    const backward = {
      ...context.models.backward,
      capabilities: {
        ...context.models.backward.capabilities,
        contextLength: context.settings.backwardMaxTokens + 4,
        countsTokensExactly: true,
      },
      countTokens: shownIn,
      generate: async (
        ...[requests, options]: Parameters<typeof context.models.backward.generate>
      ) => {
        shown.push(...requests.map(({ prompt }) => shownIn(promptText(prompt))));
        return context.models.backward.generate(requests, options);
      },
    };
    const done = await stepOf({ ...context, models: { ...context.models, backward } });
    expect(shown).toEqual([4, 4, 4, 4]);
    expect(done.omissions[0]).toMatchObject({ what: 'shown-examples', count: 2 });
  });
});
