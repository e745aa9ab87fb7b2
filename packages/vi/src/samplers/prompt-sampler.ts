import type { RandomState } from '@dln/random';
import type { Template } from '@dln/templates';
import { indexed } from '../numerics/indexed.ts';
import { withFeedback } from './with-feedback.ts';
import type { ProposalPairing } from './proposal-pairing.ts';

/** What the teacher is shown of one example. */
export interface ProposalExample {
  readonly input: string;
  /** What the layer wrote. */
  readonly output: string;
  /** What it should have written. */
  readonly target: string;
  /** 0 if the network's answer was right. */
  readonly loss: number;
  /** What the metric says of the answer. */
  readonly feedback?: string;
}

/** A rendered request for new prompts, and the examples (indices into the batch) that it shows. */
export interface ProposalRequest {
  readonly text: string;
  readonly seen: readonly number[];
  /** The index of the prompt that it asks to improve. */
  readonly base: number;
  /** The same request with only the first N of its examples. */
  readonly withFirst: (count: number) => ProposalRequest;
}

/** How many prompts one reply holds, and how they are read from it. */
export interface ProposalForm {
  readonly promptsPerReply: number;
  readonly parse: (reply: string) => readonly string[];
  /** The part of a reply cut by length that holds whole prompts. */
  readonly wholePart: (reply: string) => string;
}

/** The reply is the prompt. */
export const onePromptForm: ProposalForm = {
  promptsPerReply: 1,
  parse: (reply) => [reply.trim()],
  wholePart: () => '',
};

/**
 * The reply goes on a numbered list whose "1." stands at the end of the request: the sequential
 * form, three prompts at a time.
 */
export const threePromptsForm: ProposalForm = {
  promptsPerReply: 3,
  wholePart: (reply) => reply.slice(0, reply.lastIndexOf('\n') + 1),
  parse: (reply) => [
    ...new Set(
      reply
        .split('\n')
        .map((line) => line.trim().replace(/^\d+[.)]\s*/, ''))
        .filter((line) => line !== ''),
    ),
  ],
};

/** Options of `planProposals`. */
export interface PlanProposalsOptions {
  readonly template: Template;
  readonly form: ProposalForm;
  readonly examples: readonly ProposalExample[];
  /** The layer's prompt, then those from memory. */
  readonly prompts: readonly string[];
  /** New prompts wanted. */
  readonly count: number;
  /** How many of the examples each request shows, drawn at random. */
  readonly shown: number;
  readonly pairing: ProposalPairing;
  /** Drawn from: one permutation of the examples a request. */
  readonly random: RandomState;
}

/**
 * The requests that ask the backward model for `count` new prompts: B_π of the paper, one random
 * order of the examples each.
 */
export function planProposals(options: PlanProposalsOptions): readonly ProposalRequest[] {
  const { template, form, examples, prompts, count, pairing, random } = options;
  const messages = template.messageAlternatives ?? [];
  return Array.from({ length: Math.ceil(count / form.promptsPerReply) }, (_, index) => {
    const pair = pairing(index, {
      prompts: prompts.length,
      messages: Math.max(1, messages.length),
    });
    const order = random.permutation(examples.length);
    const seen = order.slice(0, options.shown);
    const message = messages.length === 0 ? null : indexed(messages, pair.message);
    const show = (shown: readonly number[]): ProposalRequest => ({
      text: template.render({
        prompt: indexed(prompts, pair.prompt),
        message: withFeedback(
          template,
          message,
          shown.map((at) => indexed(examples, at)),
        ),
        backward_infos: shown.map((at) => indexed(examples, at)),
      }),
      seen: shown,
      base: pair.prompt,
      withFirst: (count) => show(seen.slice(0, count)),
    });
    return show(seen);
  });
}
