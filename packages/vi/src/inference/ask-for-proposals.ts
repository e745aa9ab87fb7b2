import type { Generation } from '@dln/llm';
import type { BackwardReply } from '../samplers/reply-reading.ts';
import type { ProposalRequest } from '../samplers/prompt-sampler.ts';
import { generateBackward } from './generate-backward.ts';
import type { InferenceContext } from './inference-context.ts';
import { shorten } from './omission.ts';

/** A proposal's reply, and the request as it was answered. */
export interface ProposalReply {
  readonly request: ProposalRequest;
  /** Its place among the requests. */
  readonly at: number;
  readonly reply: BackwardReply;
}

/**
 * Asks for proposals. A request that does not fit into the backward model's context is asked with fewer of its own examples: the last ones are dropped where the
 * model's tokens can be counted, and half of them each time that the server says that it does not fit. A request without a reply is left out.
 */
export async function askForProposals(
  context: InferenceContext,
  planned: readonly ProposalRequest[],
  options: {
    readonly layer: number;
    readonly stop: readonly string[] | null | undefined;
    readonly seeds: readonly number[] | undefined;
  },
): Promise<readonly ProposalReply[]> {
  const { onOmitted } = context;
  const requests = [...(await Promise.all(planned.map((request) => fit(context, request))))];
  const replies: Generation[] = [];
  let open: readonly number[] = [...requests.keys()];
  // One call even for no requests: a model that draws a seed per call draws it here, too.
  do {
    const answers = await generateBackward(
      context,
      open.map((at) => requests[at]?.text ?? ''),
      {
        stop: options.stop,
        seeds: options.seeds && open.map((at) => options.seeds?.[at] ?? 0),
      },
    );
    open = open.filter((at, index) => {
      const reply = answers[index];
      if (reply) replies[at] = reply;
      const request = requests[at];
      if (reply?.failure?.kind !== 'context-overflow' || !request || request.seen.length < 2)
        return false;
      requests[at] = request.withFirst(Math.floor(request.seen.length / 2));
      return true;
    });
  } while (open.length > 0);
  const about = {
    split: 'train',
    purpose: 'proposal',
    layer: options.layer,
    example: null,
  } as const;
  return requests.flatMap((request, at) => {
    const lost = (planned[at]?.seen.length ?? 0) - request.seen.length;
    const failure = replies[at]?.failure;
    const text = shorten(`proposal ${at + 1} of ${requests.length}`);
    if (failure) {
      onOmitted?.({ ...about, what: 'proposal', text, count: 1, ...failure });
      return [];
    }
    if (lost > 0) {
      const message = `The request for a proposal did not fit into the backward model's context, and shows ${request.seen.length} examples in place of ${request.seen.length + lost}.`;
      onOmitted?.({
        ...about,
        what: 'shown-examples',
        text,
        count: lost,
        kind: 'context-overflow',
        message,
      });
    }
    const reply = replies[at];
    return reply ? [{ request, at, reply }] : [];
  });
}

/** The request with as many of its examples as fit, where that can be known beforehand. */
async function fit(
  { models, settings }: InferenceContext,
  request: ProposalRequest,
): Promise<ProposalRequest> {
  const { backward } = models;
  const { contextLength, countsTokensExactly = false } = backward.capabilities;
  if (contextLength === undefined || !countsTokensExactly) return request;
  const fits = async ({ text }: ProposalRequest): Promise<boolean> =>
    (await backward.countTokens(text)) + settings.backwardMaxTokens <= contextLength;
  let shorter = request;
  while (shorter.seen.length > 1 && !(await fits(shorter)))
    shorter = request.withFirst(shorter.seen.length - 1);
  return shorter;
}
