import type { Generation } from '@dln/llm';
import type { ProposalForm } from './prompt-sampler.ts';
import { withoutReasoning } from './without-reasoning.ts';

/** What keeps a reply of the backward model from being whole. */
export type UnfinishedKind = 'cut-by-length' | 'empty' | 'unfinished-thinking';

/** A reply as far as it is read. */
export type BackwardReply = Pick<Generation, 'text' | 'finishReason'>;

/** What a reply holds, and what is wrong with it. */
export interface ReadReply<Content> {
  /** What is used of it; undefined if nothing is. */
  readonly content: Content | undefined;
  readonly problem?: UnfinishedKind;
}

/** Limits of a hidden text, in tokens. */
export interface HiddenTextLimits {
  /** What the layer that writes it may write. */
  readonly layer: number;
  /** What the backward model may write. */
  readonly backward: number;
}

/** How replies of the backward model become prompts and hidden texts. */
export interface ReplyReading {
  /**
   * New prompts. A problem with content: a list whose last prompt is left out, or a reply that is
   * used as it is.
   */
  readonly prompts: (reply: BackwardReply, form: ProposalForm) => ReadReply<readonly string[]>;
  /** A hidden text. A problem with content: it is used all the same. */
  readonly hiddenText: (reply: BackwardReply) => ReadReply<string>;
  /** The most tokens that a hidden text may have, in tokens of the backward model. */
  readonly hiddenTextTokens: (limits: HiddenTextLimits) => number;
  /** Whether prompts with a problem are used as they are. */
  readonly keepsUnfinishedPrompts: boolean;
}

/**
 * Reasoning is taken off; prompts that are cut, empty or end within their reasoning are left out,
 * and so are such hidden texts, but for those that were cut: the beginning of a hidden text is one
 * of its samples, as it is in the forward pass.
 */
export const finishedReplies: ReplyReading = {
  keepsUnfinishedPrompts: false,
  // The layer itself cannot write a longer text.
  hiddenTextTokens: ({ layer, backward }) => Math.min(layer, backward),
  prompts: (reply, form) => {
    const text = withoutReasoning(reply.text);
    if (text === undefined) return { content: undefined, problem: 'unfinished-thinking' };
    const isCut = reply.finishReason === 'length';
    // The end of a line that was finished is lost when the text is trimmed.
    const whole = isCut ? form.wholePart(/\n\s*$/u.test(reply.text) ? `${text}\n` : text) : text;
    const prompts = form.parse(whole).filter((prompt) => prompt !== '');
    const content = prompts.length === 0 ? undefined : prompts;
    if (isCut) return { content, problem: 'cut-by-length' };
    return content === undefined ? { content, problem: 'empty' } : { content };
  },
  hiddenText: (reply) => {
    const text = withoutReasoning(reply.text);
    if (text === undefined) return { content: undefined, problem: 'unfinished-thinking' };
    if (text === '') return { content: undefined, problem: 'empty' };
    return { content: text, ...cut(reply) };
  },
};

/** The reference uses every reply as it comes, cut and empty ones too. */
export const repliesAsTheyCome: ReplyReading = {
  keepsUnfinishedPrompts: true,
  hiddenTextTokens: ({ backward }) => backward,
  prompts: (reply, form) => ({ content: form.parse(reply.text), ...problemOf(reply) }),
  hiddenText: (reply) => ({ content: reply.text, ...problemOf(reply) }),
};

function problemOf(reply: BackwardReply): { readonly problem?: UnfinishedKind } {
  return reply.text.trim() === '' ? { problem: 'empty' } : cut(reply);
}

function cut({ finishReason }: BackwardReply): { readonly problem?: UnfinishedKind } {
  return finishReason === 'length' ? { problem: 'cut-by-length' } : {};
}
