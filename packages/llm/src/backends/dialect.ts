import type { EndpointRequest } from '../endpoint/endpoint.ts';
import type { TextPresentation } from '../prompts/chat-template.ts';
import { type Prompt, toMessages } from '../prompts/prompt.ts';
import { completionsScorings, type TextScorings } from './text-scoring.ts';
import { parseChatCompletion, parseCompletion, type Reply, type ReplyContext } from './reply.ts';

/** How the two APIs of OpenAI-compatible servers differ. */
export interface Dialect {
  readonly name: 'completions' | 'chat';
  readonly path: EndpointRequest<unknown>['path'];
  /** What the server calls the limit of a reply's length. */
  readonly maxTokensField: MaxTokensField;
  /** Added to the model's id if prompts are presented in an unusual way. */
  readonly idSuffix: string;
  /**
   * The prompt as it is sent.
   *
   * @throws UnsupportedCapabilityError if the API cannot carry it
   */
  readonly present: (prompt: Prompt) => Prompt;
  /** The body's fields that carry a presented prompt. */
  readonly promptFields: (prompt: Prompt) => BodyFields;
  /** How given texts can be scored; empty if the API has no way to ask for it. */
  readonly scorings: TextScorings;
  /** The body's fields that ask for the log-probabilities of a reply's tokens. */
  readonly tokenFields: BodyFields;
  /** The body's fields that ask for the most likely tokens. */
  readonly topFields: (top: number) => BodyFields;
  /** @throws ApiCallError `invalid-reply` if the server's answer is no reply */
  readonly parse: (value: unknown, context: ReplyContext) => Reply;
}

/** A part of a request's body. */
export type BodyFields = Readonly<Record<string, unknown>>;

/**
 * OpenAI's newer chat models accept only the longer name, many other servers know only the shorter
 * one.
 */
export type MaxTokensField = 'max_tokens' | 'max_completion_tokens';

/** `/completions`: the server continues a text. */
export function createCompletionsDialect({ idSuffix, present }: TextPresentation): Dialect {
  return {
    name: 'completions',
    path: '/completions',
    maxTokensField: 'max_tokens',
    idSuffix,
    present,
    promptFields: (prompt) => ({ prompt }),
    scorings: completionsScorings,
    tokenFields: { logprobs: 1 },
    topFields: (top) => ({ logprobs: top }),
    parse: parseCompletion,
  };
}

/** `/chat/completions`: the server answers messages. A plain prompt is one user message. */
export function createChatDialect(maxTokensField: MaxTokensField, scorings: TextScorings): Dialect {
  return {
    name: 'chat',
    path: '/chat/completions',
    maxTokensField,
    idSuffix: '',
    present: toMessages,
    promptFields: (prompt) => ({ messages: toMessages(prompt) }),
    scorings,
    tokenFields: { logprobs: true },
    topFields: (top) => ({ logprobs: true, top_logprobs: top }),
    parse: parseChatCompletion,
  };
}
