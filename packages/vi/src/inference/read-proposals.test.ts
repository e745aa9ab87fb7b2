import { type Generation, type LanguageModel, promptText } from '@dln/llm';
import { RandomState } from '@dln/random';
import { describe, expect, it } from 'vitest';
import { instructionOnly, instructionsOf } from '../layers/layer-parameters.ts';
import { createStrategies, type PresetName } from '../training/presets.ts';
import { inputs, smallWorld, targets } from '../training/small-world.fixture.ts';
import type { InferenceContext } from './inference-context.ts';
import { step, type StepResult } from './step.ts';

type Change = (reply: Generation, turn: number) => Partial<Generation>;

/** A network whose backward model replies otherwise to requests that begin with a word. */
function withReplies(depth: number, word: string, change: Change): InferenceContext {
  const context = smallWorld(depth);
  let turn = 0;
  const backward: LanguageModel = {
    ...context.models.backward,
    generate: async (requests, options) => {
      const replies = await context.models.backward.generate(requests, options);
      return replies.map((reply, at) =>
        promptText(requests[at]?.prompt ?? '').startsWith(word)
          ? { ...reply, ...change(reply, turn++) }
          : reply,
      );
    },
  };
  return { ...context, models: { ...context.models, backward } };
}

const stepOf = async (
  context: InferenceContext,
  preset: PresetName = 'standard',
): Promise<StepResult> =>
  step({
    state: {
      step: 0,
      parameters: context.layers.map(() => instructionOnly('p0')),
      random: new RandomState(3).state(),
    },
    batch: { inputs, targets },
    context: { ...context, strategies: createStrategies(preset, 1).inference },
    memory: [],
    wrongTextPenalty: 0,
  });

const promptsOf = ({ info }: StepResult): readonly string[] =>
  info.layers[0]?.update?.candidates.map(({ parameters }) => parameters.instruction) ?? [];

const cut: Change = () => ({ finishReason: 'length' });

describe('proposals that are not whole', () => {
  it('are no candidates where they are cut, empty or end within their reasoning', async () => {
    const changes: readonly Change[] = [
      cut,
      () => ({ text: '' }),
      () => ({ text: '<think>I should' }),
      ({ text }) => ({ text: `<think>I should be brief.</think>\n\n${text}` }),
    ];
    const done = await stepOf(
      withReplies(1, 'propose', (reply, turn) => changes[turn]?.(reply, turn) ?? {}),
    );
    expect(promptsOf(done)).toEqual(['p0', 'p4']);
    expect(done.omissions.map(({ what, kind, text, count }) => [what, kind, text, count])).toEqual([
      ['proposal', 'cut-by-length', 'proposal 1 of 4', 1],
      ['proposal', 'empty', 'proposal 2 of 4', 1],
      ['proposal', 'unfinished-thinking', 'proposal 3 of 4', 1],
    ]);
  });

  it('leave the present prompt if no reply is whole, and report it', async () => {
    const done = await stepOf(withReplies(1, 'propose', cut));
    expect(promptsOf(done)).toEqual(['p0']);
    expect(instructionsOf(done.state.parameters)).toEqual(['p0']);
    expect(done.omissions.map(({ what, text }) => [what, text])).toEqual([
      ['all-proposals', 'all 4 proposals'],
      ['proposal', 'proposals 1, 2, 3, 4 of 4'],
    ]);
  });

  it('are candidates with the reference preset, and are counted', async () => {
    const done = await stepOf(
      withReplies(1, 'propose', (_, turn) =>
        turn === 1 ? { text: '', finishReason: 'length' } : turn === 2 ? cut(_, turn) : {},
      ),
      'reference',
    );
    expect(promptsOf(done)).toEqual(['p0', 'p1', '', 'p3', 'p4']);
    expect(done.omissions.map(({ what, kind, count }) => [what, kind, count])).toEqual([
      ['kept-proposal', 'empty', 1],
      ['kept-proposal', 'cut-by-length', 1],
    ]);
  });
});

describe('hidden texts that are not whole', () => {
  it('are cleaned of reasoning, left out if nothing is left, and kept if they are cut', async () => {
    const changes: readonly Change[] = [
      ({ text }) => ({ text: `<think>Hm.</think>\n\n${text}` }),
      () => ({ text: '' }),
      cut,
    ];
    const done = await stepOf(
      withReplies(2, 'posterior', (reply, turn) => changes[turn]?.(reply, turn) ?? {}),
    );
    const [hidden] = done.omissions.filter(({ what }) => what === 'hidden-text');
    expect(hidden).toMatchObject({ kind: 'empty', example: 0, count: 1 });
    const [kept] = done.omissions.filter(({ what }) => what === 'kept-hidden-text');
    expect(kept).toMatchObject({ kind: 'cut-by-length', count: 1, text: '1 of 24 hidden texts' });
    expect(done.info.score).toBeGreaterThan(-Infinity);
  });

  it('are all used as they come with the reference preset, and counted', async () => {
    const empty: Change = (_, turn) => (turn === 1 ? { text: '' } : {});
    const done = await stepOf(withReplies(2, 'posterior', empty), 'reference');
    expect(done.omissions).toMatchObject([{ what: 'kept-hidden-text', kind: 'empty', count: 1 }]);
  });
});
