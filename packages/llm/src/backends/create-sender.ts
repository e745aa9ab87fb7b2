import { mostPromptTokens, mostUse } from '../budget/most-use.ts';
import { ApiCallError } from '../endpoint/api-call-error.ts';
import type { Ends } from '../endpoint/waiting-list.ts';
import { given } from '../given.ts';
import { type Price, priceUsage } from '../prices/price.ts';
import type { Prompt } from '../prompts/prompt.ts';
import { createListSharing } from './create-list-sharing.ts';
import { createNoTopTokensError } from './create-no-top-tokens-error.ts';
import type { BodyFields } from './dialect.ts';
import type { EndpointModelKind, EndpointModelOptions } from './endpoint-model.ts';
import { findRefusedParameter, refusesLogProbabilities } from './find-refused-parameter.ts';
import type { RefusalMemory } from './refusal-memory.ts';
import type { ReplyChecks } from './reply-checks.ts';
import type { Reply } from './reply.ts';

/** One request as it is sent, and how its reply is read. */
export interface RequestPlan<Result> {
  /** In the form that the server reads. */
  readonly prompt: Prompt;
  readonly fields: BodyFields;
  /** The most tokens of the reply; undefined if nothing limits it. */
  readonly maxTokens: number | undefined;
  readonly read: (reply: Reply) => Result;
  /** Called with each piece of a streamed reply. @default the reply is not streamed */
  readonly onText?: ((piece: string) => void) | undefined;
}

/** Options of `createSender`. */
export interface SenderOptions
  extends
    Pick<EndpointModelKind, 'endpoint' | 'dialect' | 'trust'>,
    Pick<EndpointModelOptions, 'model' | 'onRefusal'> {
  readonly id: string;
  readonly price: Price | undefined;
  /** Requests may hold several prompts. */
  readonly takesLists: boolean;
  readonly refusals: RefusalMemory;
  readonly checks: ReplyChecks;
}

/** Makes a call for one request from a function that plans the request. */
export type Sender = <Request, Options, Result>(
  plan: (request: Request, options: Options) => RequestPlan<Result>,
) => (request: Request, options: Options, ends: Required<Ends>) => Promise<Result>;

/**
 * Sends the requests of one model. A request with a setting that the server refuses is sent again
 * without it; later requests leave it out at once.
 */
export function createSender({
  model,
  id,
  endpoint,
  dialect,
  trust,
  price,
  takesLists,
  refusals,
  checks,
  onRefusal,
}: SenderOptions): Sender {
  const list = takesLists ? createListSharing({ id, refusals, onRefusal }) : undefined;

  /** Remembers the setting that an error refuses. @throws if the error refuses none */
  const noteRefusal = (error: unknown, fields: BodyFields): void => {
    const parameter = findRefusedParameter(error, fields);
    if (parameter === undefined) {
      if (trust !== 'tried' && refusesLogProbabilities(error, fields))
        throw createNoTopTokensError(id, error);
      throw checks.conclude(error);
    }
    const isNew = !refusals.has(parameter);
    if (!refusals.add(parameter)) throw error;
    if (!isNew) return;
    const reason = error instanceof ApiCallError ? error.serverMessage : undefined;
    onRefusal?.({ modelId: id, parameter, value: fields[parameter], ...given('reason', reason) });
  };

  let isEstimated = false;
  const parse = (body: unknown, prompt: Prompt, isEcho: boolean): Reply => {
    const reply = dialect.parse(body, {
      baseUrl: endpoint.baseUrl,
      prompt,
      isEcho,
      isProvenServer: endpoint.scheduler.statistics.succeeded > 0,
    });
    if (reply.usage.estimated === true && !isEstimated) {
      isEstimated = true;
      const { baseUrl: url, scheduler } = endpoint;
      scheduler.notify({ type: 'estimated-usage', url, modelId: id });
    }
    return { ...reply, usage: priceUsage(reply.usage, price) };
  };

  return <Request, Options, Result>(
    plan: (request: Request, options: Options) => RequestPlan<Result>,
  ) =>
    async function send(request: Request, options: Options, ends: Required<Ends>) {
      const { prompt, maxTokens, read, onText, ...planned } = plan(request, options);
      for (;;) {
        const fields = refusals.apply(planned.fields);
        let answer: { readonly result: Result } | undefined;
        try {
          await endpoint.post({
            path: dialect.path,
            body: { model, ...dialect.promptFields(prompt), ...fields },
            parse: (body) => parse(body, prompt, fields['echo'] === true),
            check: (reply) => {
              answer = { result: read(reply) };
            },
            onText,
            list: onText === undefined ? list : undefined,
            use: {
              most: mostUse(mostPromptTokens(prompt), maxTokens ?? Infinity, price),
              of: ({ usage }) => usage,
            },
            ...ends,
          });
        } catch (error) {
          noteRefusal(error, fields);
          continue;
        }
        if (answer !== undefined) return answer.result;
        throw new Error(`${endpoint.baseUrl} returned a reply that was not read`);
      }
    };
}
