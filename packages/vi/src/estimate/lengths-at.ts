import type { InferenceContext } from '../inference/inference-context.ts';
import type { Bound } from './planned-calls.ts';
import type { TextLengths } from './text-lengths.ts';

/** Tokens that people's and models' texts usually have: a learned prompt, a text between layers, a free answer. */
export const usualLengths = { learnedPrompt: 60, hiddenText: 100, freeAnswer: 50 } as const;

/** Lengths of what is written in a run, at one end of what they may be; tokens. */
export interface WrittenLengths {
  /** `[layer]`: a prompt that was learned, or the first one where nothing is. */
  readonly prompts: readonly number[];
  readonly proposal: number;
  /** `[hidden layer]`: what the layer writes. */
  readonly hidden: readonly number[];
  /** What the backward model writes in its place. */
  readonly drawn: number;
  /** What the last layer writes freely. */
  readonly answer: number;
}

/** The shortest reply has a token, the longest as many as it may. */
export function writtenLengths(
  { layers, settings }: InferenceContext,
  { prompts }: TextLengths,
  bound: Bound,
): WrittenLengths {
  const at = (usual: number, most: number): number =>
    ({ low: 1, expected: Math.min(usual, most), high: most })[bound];
  const proposal = at(usualLengths.learnedPrompt, settings.backwardMaxTokens);
  return {
    // Prompts that never change stay as long as they are.
    prompts: prompts.map((first, layer) =>
      bound === 'low' || !settings.trainedLayers[layer] ? first : Math.max(first, proposal),
    ),
    proposal,
    hidden: layers.slice(0, -1).map(({ maxTokens }) => at(usualLengths.hiddenText, maxTokens)),
    drawn: at(usualLengths.hiddenText, settings.backwardMaxTokens),
    answer: at(usualLengths.freeAnswer, layers.at(-1)?.maxTokens ?? 0),
  };
}
