import { instructionsOf } from '../../layers/layer-parameters.ts';
import { onePromptForm } from '../../samplers/prompt-sampler.ts';
import type { LayerParameters } from '../../layers/layer-parameters.ts';
import { generateBackward } from '../generate-backward.ts';
import type { Candidate } from '../candidate-listing.ts';
import type { InferenceContext } from '../inference-context.ts';
import { shorten } from '../omission.ts';
import type { ProposerQuestion } from '../proposer.ts';

/** A request for a new instruction in plain words. */
export interface WordRequest {
  readonly text: string;
  /** The parameters that are changed. */
  readonly base: LayerParameters;
}

/**
 * Asks the backward model for texts; a reply that did not come, or holds no text, is left out and
 * told of.
 */
export async function askInWords(
  context: InferenceContext,
  { index: layer, step, round }: ProposerQuestion,
  texts: readonly string[],
): Promise<readonly (string | undefined)[]> {
  const { strategies, onOmitted } = context;
  const place = { step, layer, purpose: 'proposal', round } as const;
  const replies = await generateBackward(context, texts, {
    stop: undefined,
    seeds: strategies.requestSeeds(place, texts.length),
  });
  return replies.map((reply, at) => {
    const read = reply.failure ? undefined : strategies.replies.prompts(reply, onePromptForm);
    const [text] = read?.content ?? [];
    if (text !== undefined && text !== '') return text;
    onOmitted?.({
      what: 'proposal',
      split: 'train',
      purpose: 'proposal',
      layer,
      example: null,
      text: shorten(`proposal ${at + 1} of ${texts.length}`),
      count: 1,
      ...(reply.failure ?? { kind: 'empty', message: 'The reply holds no text.' }),
    });
    return undefined;
  });
}

/** New instructions from requests, each with the demonstrations of its base. */
export async function proposeInWords(
  context: InferenceContext,
  question: ProposerQuestion,
  requests: readonly WordRequest[],
): Promise<readonly Candidate[]> {
  const texts = requests.map(({ text }) => text);
  const replies = requests.length === 0 ? [] : await askInWords(context, question, texts);
  const known = new Set(instructionsOf([question.current, ...question.memory]));
  return requests.flatMap(({ base }, at): readonly Candidate[] => {
    const instruction = replies[at];
    if (instruction === undefined || known.has(instruction)) return [];
    return [{ parameters: { ...base, instruction }, origin: 'proposal' }];
  });
}
