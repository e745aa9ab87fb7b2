import type { Generation } from '@dln/llm';
import { indexed } from '../numerics/indexed.ts';
import type { BackwardReply } from '../samplers/reply-reading.ts';
import type { ProposalRequest } from '../samplers/prompt-sampler.ts';
import { zip } from '../scoring/outcome.ts';
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

/** How proposals are asked for. */
export interface ProposalAsking {
  readonly layer: number;
  readonly stop: readonly string[] | null | undefined;
  /** One for each request. */
  readonly seeds: readonly number[] | undefined;
}

/**
 * Asks for proposals. A request that does not fit into the backward model's context is asked with
 * fewer examples: the last ones are dropped if the model's tokens can be counted, and half of them
 * each time that the server refuses it as too long. A request without a reply is left out.
 */
export async function askForProposals(
  context: InferenceContext,
  planned: readonly ProposalRequest[],
  options: ProposalAsking,
): Promise<readonly ProposalReply[]> {
  const { onOmitted } = context;
  const asked = await askAll(context, planned, options);
  const about = {
    split: 'train',
    purpose: 'proposal',
    layer: options.layer,
    example: null,
  } as const;
  return asked.flatMap(({ request, shownAtFirst, reply }, at) => {
    const text = shorten(`proposal ${at + 1} of ${asked.length}`);
    if (reply.failure) {
      onOmitted?.({ ...about, what: 'proposal', text, count: 1, ...reply.failure });
      return [];
    }
    const lost = shownAtFirst - request.seen.length;
    if (lost > 0) {
      const message = `The request for a proposal did not fit into the backward model's context, and shows ${request.seen.length} examples in place of ${shownAtFirst}.`;
      onOmitted?.({
        ...about,
        what: 'shown-examples',
        text,
        count: lost,
        kind: 'context-overflow',
        message,
      });
    }
    return [{ request, at, reply }];
  });
}

/** A request on its way to its reply. */
interface AskedRequest {
  readonly request: ProposalRequest;
  readonly seed: number | undefined;
  /** Examples that it showed before any was dropped. */
  readonly shownAtFirst: number;
}

/** The reply to each request, in order, and the request as it was answered. */
async function askAll(
  context: InferenceContext,
  planned: readonly ProposalRequest[],
  { seeds, stop }: Pick<ProposalAsking, 'seeds' | 'stop'>,
): Promise<readonly (AskedRequest & { readonly reply: Generation })[]> {
  let open = new Map<number, AskedRequest>(
    await Promise.all(
      planned.map(async (own, at): Promise<[number, AskedRequest]> => {
        const seed = seeds && indexed(seeds, at);
        return [at, { request: await fit(context, own), seed, shownAtFirst: own.seen.length }];
      }),
    ),
  );
  const done = new Map<number, AskedRequest & { readonly reply: Generation }>();
  // One call even for no requests: a model that draws a seed per call draws it here, too.
  do {
    const replies = await generateBackward(
      context,
      [...open.values()].map(({ request }) => request.text),
      { stop, seeds: seeds && [...open.values()].flatMap(({ seed }) => seed ?? []) },
    );
    const left = new Map<number, AskedRequest>();
    for (const [[at, own], reply] of zip([...open], replies)) {
      const shown = own.request.seen.length;
      if (reply.failure?.kind === 'context-overflow' && shown > 1)
        left.set(at, { ...own, request: own.request.withFirst(Math.floor(shown / 2)) });
      else done.set(at, { ...own, reply });
    }
    open = left;
  } while (open.size > 0);
  return planned.map((_, at) => {
    const own = done.get(at);
    if (!own) throw new RangeError(`no reply to proposal ${at + 1} of ${planned.length}`);
    return own;
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
