import { given } from '../given.ts';
import type { ItemFailure } from '../item-failure.ts';
import type { GenerateOptions, GenerateRequest, Generation } from '../language-model.ts';
import { createStopCutter } from '../streaming/create-stop-cutter.ts';
import type { RequestPlan } from './create-sender.ts';
import { cutAtStop } from './cut-at-stop.ts';
import type { EndpointModelKind } from './endpoint-model.ts';
import { type ForcedSampling, forceSampling } from './forced-sampling.ts';
import type { RefusalMemory } from './refusal-memory.ts';
import type { ReplyChecks } from './reply-checks.ts';
import { responseFormatField } from './response-format.ts';
import { samplingFields } from './sampling-fields.ts';

/** What the plans of one model's requests share. */
export interface PlanContext extends Pick<EndpointModelKind, 'endpoint' | 'dialect'> {
  readonly id: string;
  readonly sampling: ForcedSampling;
  readonly refusals: RefusalMemory;
  readonly checks: ReplyChecks;
}

/** Plans a request for a text. With `onText` the reply is streamed. */
export function planGeneration(
  { endpoint, dialect, sampling, refusals, checks }: PlanContext,
  { prompt, ...request }: GenerateRequest,
  options: GenerateOptions,
  onText?: (piece: string) => void,
): RequestPlan<Generation> {
  const { logProbabilities = false } = options;
  const { maxTokensField } = dialect;
  const maxTokens = choose(sampling.maxTokens, options.maxTokens);
  const stop = choose(sampling.stop, options.stop);
  const fields = {
    ...samplingFields(request, options),
    ...given(maxTokensField, maxTokens),
    ...(logProbabilities ? dialect.tokenFields : {}),
    ...responseFormatField(options.replySchema),
  };
  // The tokens of a streamed reply come in parts that cannot always be joined.
  const cutter = onText && !logProbabilities ? createStopCutter(stop ?? []) : undefined;
  return {
    prompt: dialect.present(prompt),
    fields: forceSampling(fields, sampling, { maxTokensField, isGenerated: true }),
    maxTokens,
    onText: cutter && ((piece) => onText?.(cutter.push(piece))),
    read: ({ text, finishReason, usage, ...reply }) => {
      const tokens = logProbabilities ? checks.readTokens(text, reply.tokens) : undefined;
      const isFiltered = finishReason === 'content-filter' && options.onFailure === 'return';
      const failure = isFiltered ? createFilterFailure(endpoint.baseUrl) : undefined;
      const generation = {
        text,
        finishReason,
        usage,
        ...given('tokens', tokens),
        ...given('failure', failure),
      };
      return refusals.has('stop') ? cutAtStop(generation, stop ?? []) : generation;
    },
  };
}

/** A forced value, or else the call's; undefined if null is forced. */
function choose<Value>(
  forced: Value | null | undefined,
  asked: Value | undefined,
): Value | undefined {
  return forced === undefined ? asked : (forced ?? undefined);
}

function createFilterFailure(baseUrl: string): ItemFailure {
  return { kind: 'content-filter', message: `${baseUrl} kept a reply back by its content filter.` };
}
