import type { TextScoringMethod } from '../language-model.ts';
import { type Prompt, toMessages } from '../prompts/prompt.ts';
import { requirePlainText } from '../prompts/require-plain-text.ts';
import type { BodyFields } from './dialect.ts';
import { readChatPromptScore } from './read-chat-prompt-score.ts';
import { readEchoScore } from './read-echo-score.ts';
import { readPromptScore } from './read-prompt-score.ts';
import type { Reply } from './reply.ts';
import type { ScoredText } from './scored-text.ts';

/** A context as a server reads it, and the text to score. */
export interface ScoredRequest {
  readonly context: Prompt;
  readonly continuation: string;
}

/** One way in which an endpoint scores a given text. */
export interface TextScoringDialect {
  /** The body's fields that ask for it. */
  readonly fields: BodyFields;
  /** The fewest tokens that the server must be let write. */
  readonly minTokens: 0 | 1;
  /** What is sent: the text stands at the end. @throws UnsupportedCapabilityError */
  readonly prompt: (request: ScoredRequest, modelId: string) => Prompt;
  /** @throws UnsupportedCapabilityError, UnscorableTextError */
  readonly read: (
    reply: Reply,
    question: { readonly request: ScoredRequest; readonly modelId: string },
  ) => readonly number[];
}

/** The ways of an API, the usual one first. */
export type TextScorings = Readonly<
  Partial<Record<Exclude<TextScoringMethod, 'in-process'>, TextScoringDialect>>
>;

/** The ways of `/completions`. */
export const completionsScorings: TextScorings = {
  echo: {
    fields: { echo: true, logprobs: 1 },
    minTokens: 0,
    prompt: joined,
    read: (reply, { request, modelId }) =>
      readEchoScore(reply, { request: plainly(request, modelId), modelId }),
  },
  'prompt-logprobs': {
    fields: { prompt_logprobs: 1 },
    minTokens: 1,
    prompt: joined,
    read: (reply, { request, modelId }) =>
      readPromptScore(reply, { request: plainly(request, modelId), modelId }),
  },
};

/** The way of `/chat/completions`, which vLLM has: the text is the beginning of an answer. */
export const chatScorings: TextScorings = {
  'prompt-logprobs': {
    fields: { prompt_logprobs: 1, add_generation_prompt: false, continue_final_message: true },
    minTokens: 1,
    prompt: ({ context, continuation }) => [
      ...toMessages(context),
      { role: 'assistant', content: continuation },
    ],
    read: (reply, { request, modelId }) =>
      readChatPromptScore(reply, { continuation: request.continuation, modelId }),
  },
};

function joined(request: ScoredRequest, modelId: string): string {
  const { context, continuation } = plainly(request, modelId);
  return context + continuation;
}

function plainly({ context, continuation }: ScoredRequest, modelId: string): ScoredText {
  return { context: requirePlainText(context, modelId), continuation };
}
