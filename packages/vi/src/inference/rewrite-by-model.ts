import { planProposals } from '../samplers/prompt-sampler.ts';
import { askForProposals } from './ask-for-proposals.ts';
import type { Candidate } from './candidate-listing.ts';
import type { Proposer } from './proposer.ts';
import { readProposals } from './read-proposals.ts';

/**
 * The backward model rewrites the present prompt and those from memory, one random order of the examples a request: B_π of the paper. As many candidates as
 * `promptCandidates` asks for, at most, in the order of the requests.
 */
export const rewriteByModel: Proposer = (context, question, random) => {
  const { templates, settings, strategies } = context;
  const { index, step, round, current, memory, examples } = question;
  const count = settings.promptCandidates - 1;
  const requests = planProposals({
    template: templates.prompt,
    form: templates.form,
    examples: examples.map(({ input, output, target, loss }) => ({ input, output, target, loss })),
    prompts: [current, ...memory],
    count,
    shown: strategies.ranking(settings).shown(examples.length),
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
      .map(({ prompt, seen }): Candidate => ({
        prompt,
        origin: 'proposal',
        seen: seen.map((at) => batchIndexAt(examples, at)),
      }))
      .slice(0, count);
  };
};

function batchIndexAt(examples: readonly { readonly batchIndex: number }[], at: number): number {
  const example = examples[at];
  if (!example) throw new RangeError(`no example ${at} among ${examples.length}`);
  return example.batchIndex;
}
