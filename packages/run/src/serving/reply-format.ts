import type { ServiceAnswer, ServiceChoice, ServiceToken } from './service.ts';

/** What is the same in all parts of a response. */
export interface ReplyHead {
  readonly id: string;
  /** Seconds since 1970. */
  readonly created: number;
  readonly model: string;
}

/** How one of the APIs writes answers, whole and in pieces. */
export interface ReplyFormat {
  /** Begins the ids of responses. */
  readonly prefix: string;
  readonly whole: (head: ReplyHead, answer: ServiceAnswer) => unknown;
  /** The piece of a stream before the first text of a choice, if the API has one. */
  readonly opening: ((head: ReplyHead, index: number) => unknown) | undefined;
  readonly piece: (
    head: ReplyHead,
    piece: { readonly text: string; readonly index: number; readonly choice?: ServiceChoice },
  ) => unknown;
  readonly closing: (head: ReplyHead, index: number, choice: ServiceChoice) => unknown;
  readonly usage: (head: ReplyHead, answer: ServiceAnswer) => unknown;
}

/** `/v1/chat/completions` */
export const chatFormat: ReplyFormat = {
  prefix: 'chatcmpl',
  whole: (head, { choices, usage }) => ({
    ...head,
    object: 'chat.completion',
    choices: choices.map((choice, index) => ({
      index,
      message: { role: 'assistant', content: choice.text, refusal: null },
      logprobs: chatLogprobs(choice),
      finish_reason: choice.finishReason,
      ...detailsOf(choice),
    })),
    usage: usageOf(usage),
  }),
  opening: (head, index) =>
    chatChunk(head, { index, delta: { role: 'assistant', content: '' }, finish_reason: null }),
  piece: (head, { text, index, choice }) =>
    chatChunk(head, {
      index,
      delta: { content: text },
      logprobs: choice ? chatLogprobs(choice) : null,
      finish_reason: null,
    }),
  closing: (head, index, choice) =>
    chatChunk(head, {
      index,
      delta: {},
      finish_reason: choice.finishReason,
      ...detailsOf(choice),
    }),
  usage: (head, { usage }) => ({
    ...head,
    object: 'chat.completion.chunk',
    choices: [],
    usage: usageOf(usage),
  }),
};

/** `/v1/completions` */
export const completionsFormat: ReplyFormat = {
  prefix: 'cmpl',
  whole: (head, { choices, usage }) => ({
    ...head,
    object: 'text_completion',
    choices: choices.map((choice, index) => ({
      index,
      text: choice.text,
      logprobs: completionLogprobs(choice),
      finish_reason: choice.finishReason,
      ...detailsOf(choice),
    })),
    usage: usageOf(usage),
  }),
  opening: undefined,
  piece: (head, { text, index, choice }) =>
    completionChunk(head, {
      index,
      text,
      logprobs: choice ? completionLogprobs(choice) : null,
      finish_reason: null,
    }),
  closing: (head, index, choice) =>
    completionChunk(head, {
      index,
      text: '',
      logprobs: null,
      finish_reason: choice.finishReason,
      ...detailsOf(choice),
    }),
  usage: (head, { usage }) => ({
    ...head,
    object: 'text_completion',
    choices: [],
    usage: usageOf(usage),
  }),
};

function chatChunk(head: ReplyHead, choice: unknown): unknown {
  return { ...head, object: 'chat.completion.chunk', choices: [choice] };
}

function completionChunk(head: ReplyHead, choice: unknown): unknown {
  return { ...head, object: 'text_completion', choices: [choice] };
}

function usageOf({ promptTokens, completionTokens }: ServiceAnswer['usage']): unknown {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
}

function detailsOf({ details }: ServiceChoice): Readonly<Record<string, unknown>> {
  return details === undefined ? {} : { dln: details };
}

function completionLogprobs({ tokens }: ServiceChoice): unknown {
  if (tokens === undefined) return null;
  return {
    tokens: tokens.map(({ text }) => text),
    token_logprobs: tokens.map(({ logProbability }) => logProbability),
    top_logprobs: tokens.map((token) =>
      token.logProbability === null ? null : Object.fromEntries(topPairs(token)),
    ),
    text_offset: tokens.map(({ offset }) => offset),
  };
}

/** The token itself is always among them. */
function topPairs({
  text,
  logProbability,
  top,
}: ServiceToken): readonly (readonly [string, number | null])[] {
  const pairs = top.map((one) => [one.token, one.logProbability] as const);
  const isListed = pairs.some(([, value]) => value === logProbability);
  return isListed ? pairs : [...pairs, [text, logProbability]];
}

function chatLogprobs({ tokens }: ServiceChoice): unknown {
  if (tokens === undefined) return null;
  const describe = (token: string, logprob: number | null): unknown => ({
    token,
    logprob,
    bytes: [...Buffer.from(token)],
  });
  return {
    content: tokens.map(({ text, logProbability, top }) => ({
      ...(describe(text, logProbability) as object),
      top_logprobs: top.map((one) => describe(one.token, one.logProbability)),
    })),
    refusal: null,
  };
}
