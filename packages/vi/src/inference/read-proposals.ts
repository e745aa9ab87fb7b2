import type { UnfinishedKind } from '../samplers/reply-reading.ts';
import type { ProposalReply } from './ask-for-proposals.ts';
import type { InferenceContext } from './inference-context.ts';
import { type Omission, reasonOf } from './omission.ts';

/**
 * A proposed prompt, the prompt that it should improve, and the examples that its request showed.
 */
export interface ReadProposal {
  readonly prompt: string;
  readonly seen: readonly number[];
  /** The index of the prompt that the request asked to improve. */
  readonly base: number;
}

/**
 * The prompts that replies hold. Replies that are not whole are left out or kept, as the preset
 * says, and counted either way.
 */
export function readProposals(
  { strategies, templates, onOmitted }: InferenceContext,
  {
    layer,
    asked,
    replies,
  }: {
    readonly layer: number;
    /** How many requests there were. */
    readonly asked: number;
    readonly replies: readonly ProposalReply[];
  },
): readonly ReadProposal[] {
  const read = replies.map(({ request, at, reply }) => ({
    ...strategies.replies.prompts(reply, templates.form),
    at,
    seen: request.seen,
    base: request.base,
  }));
  const about = {
    split: 'train',
    purpose: 'proposal',
    layer,
    example: null,
  } as const;
  const what = strategies.replies.keepsUnfinishedPrompts ? 'kept-proposal' : 'proposal';
  for (const [kind, own] of Map.groupBy(read, ({ problem }) => problem))
    if (kind !== undefined)
      onOmitted?.({
        ...about,
        what,
        text: nameReplies(own, asked),
        count: own.length,
        ...reasonOf(kind),
      });
  const prompts = read.flatMap(({ content = [], seen, base }) =>
    content.map((prompt) => ({ prompt, seen, base })),
  );
  const problem = read.find((one) => one.problem !== undefined)?.problem;
  if (prompts.length === 0 && problem !== undefined)
    onOmitted?.(allLeftOut({ layer, asked, problem }));
  return prompts;
}

function allLeftOut({
  layer,
  asked,
  problem,
}: {
  readonly layer: number;
  readonly asked: number;
  readonly problem: UnfinishedKind;
}): Omission {
  return {
    what: 'all-proposals',
    split: 'train',
    purpose: 'proposal',
    layer,
    example: null,
    text: `all ${asked} proposals`,
    count: 1,
    ...reasonOf(problem),
  };
}

function nameReplies(
  replies: readonly { readonly at: number; readonly content: unknown }[],
  asked: number,
): string {
  const numbers = replies.map(({ at }) => at + 1).join(', ');
  const name = replies.length === 1 ? 'proposal' : 'proposals';
  // Of a list, what was whole stays.
  const part = replies.every(({ content }) => content !== undefined) ? 'the end of ' : '';
  return `${part}${name} ${numbers} of ${asked}`;
}
