import { instructionsOf, parametersAt } from '../../layers/layer-parameters.ts';
import { indexed } from '../../numerics/indexed.ts';
import { planProposals } from '../../samplers/prompt-sampler.ts';
import { askForProposals } from '../ask-for-proposals.ts';
import type { Candidate } from '../candidate-listing.ts';
import type { Proposer } from '../proposer.ts';
import { showsFeedback } from '../../samplers/with-feedback.ts';
import { readProposals } from '../read-proposals.ts';
import { shownFeedback } from './shown-feedback.ts';

/**
 * The backward model rewrites the present instruction and those from memory, one random order of
 * the examples a request: B_π of the paper. At most as many candidates as are asked for, in the
 * order of the requests. A candidate keeps the demonstrations of the parameters whose instruction
 * it rewrites.
 */
export const rewriteByModel: Proposer = (context, question, random) => {
  const { templates, strategies } = context;
  const { index, step, round, count, current, memory, examples, perRequest } = question;
  const bases = [current, ...memory];
  const requests = planProposals({
    template: templates.prompt,
    form: templates.form,
    examples: examples.map(({ input, output, target, loss, feedback }) => ({
      ...{ input, output, target, loss },
      ...(feedback === undefined ? {} : { feedback }),
    })),
    prompts: instructionsOf(bases),
    count,
    shown: perRequest,
    pairing: strategies.pairing,
    random,
  });
  return async () => {
    const place = { step, layer: index, purpose: 'proposal', round } as const;
    const replies = await askForProposals(context, requests, {
      layer: index,
      stop: templates.prompt.stopTokens,
      seeds: strategies.requestSeeds(place, requests.length),
    });
    return readProposals(context, { layer: index, asked: requests.length, replies })
      .map(({ prompt, seen, base }): Candidate => {
        const shown = seen.map((at) => indexed(examples, at));
        return {
          parameters: { ...parametersAt(bases, base), instruction: prompt },
          origin: 'proposal',
          seen: shown.map(({ batchIndex }) => batchIndex),
          ...(showsFeedback(templates.prompt) ? shownFeedback(shown) : {}),
        };
      })
      .slice(0, count);
  };
};
