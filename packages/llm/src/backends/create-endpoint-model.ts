import { checkTop } from '../capabilities/check-top.ts';
import { given } from '../given.ts';
import type {
  Capabilities,
  GenerateOptions,
  GenerateRequest,
  LanguageModel,
  NextTokenOptions,
} from '../language-model.ts';
import type { Prompt } from '../prompts/prompt.ts';
import { streamOne } from '../streaming/stream-one.ts';
import { estimateTokens } from '../tokens/estimate-tokens.ts';
import { createBatchedCall } from './create-batched-call.ts';
import { createSender } from './create-sender.ts';
import type { EndpointModelKind, EndpointModelOptions } from './endpoint-model.ts';
import { failedDistribution, failedGeneration, failedScore } from './failed-results.ts';
import { planGeneration } from './plan-generation.ts';
import { planNextToken } from './plan-next-token.ts';
import { checkContinuations, planTextScores } from './plan-text-scores.ts';
import { type RefusalMemory, refusalMemoryOf } from './refusal-memory.ts';
import { createReplyChecks } from './reply-checks.ts';
import type { TextScoringDialect } from './text-scoring.ts';

/** A language model behind an endpoint. The endpoint's scheduler sends each request by itself. */
export function createEndpointModel(
  {
    model,
    countTokens = estimateTokens,
    price,
    sampling = {},
    onRefusal,
  }: Pick<EndpointModelOptions, 'model' | 'countTokens' | 'price' | 'sampling' | 'onRefusal'>,
  kind: EndpointModelKind,
): LanguageModel {
  const { endpoint, dialect, trust } = kind;
  const { concurrency } = endpoint.scheduler;
  const id = `${endpoint.provider}-${dialect.name}:${model}${dialect.idSuffix}`;
  const refusals = refusalMemoryOf(endpoint, id);
  for (const parameter of kind.capabilities.refuses ?? []) refusals.add(parameter);
  const takesLists =
    kind.capabilities.promptLists === true &&
    dialect.name === 'completions' &&
    endpoint.scheduler.mostPromptsPerRequest > 1;
  const scoring = textScoringOf(kind);
  const capabilities = withRefusals(
    { ...kind.capabilities, scoresText: scoring !== undefined },
    { refusals, takesLists },
  );
  const checks = createReplyChecks({ endpoint, trust });
  const context = { id, endpoint, dialect, sampling, refusals, checks };
  const sender = createSender({
    ...{ model, id, endpoint, dialect, trust, price, refusals, checks },
    takesLists,
    ...given('onRefusal', onRefusal),
  });

  const createGenerate = (onText?: (piece: string) => void) =>
    createBatchedCall({
      call: sender((request: GenerateRequest, options: GenerateOptions) =>
        planGeneration(context, request, options, onText),
      ),
      fail: failedGeneration,
      concurrency,
    });
  const scoreText =
    scoring &&
    createBatchedCall({
      call: sender(planTextScores(context, scoring)),
      fail: failedScore,
      concurrency,
      check: checkContinuations,
    });
  const nextToken = createBatchedCall({
    call: sender((prompt: Prompt, options: NextTokenOptions) =>
      planNextToken(context, prompt, options),
    ),
    fail: failedDistribution,
    concurrency,
    check: (_: readonly Prompt[], { top }: NextTokenOptions) => checkTop({ id, capabilities }, top),
  });
  return {
    id,
    capabilities,
    countTokens,
    ...given('price', price),
    generate: createGenerate(),
    streamText: streamOne(createGenerate),
    ...given('scoreText', scoreText),
    ...(capabilities.maxTopTokens > 0 ? { nextToken } : {}),
  };
}

/** How the model scores given texts; undefined if it does not. */
function textScoringOf({
  dialect: { scorings },
  capabilities: { scoresText, textScoring },
}: Pick<EndpointModelKind, 'dialect' | 'capabilities'>): TextScoringDialect | undefined {
  if (!scoresText) return undefined;
  if (textScoring === undefined || textScoring === 'in-process') return Object.values(scorings)[0];
  return scorings[textScoring];
}

/** Capabilities that change when the server refuses a setting. */
function withRefusals(
  capabilities: Capabilities,
  { refusals, takesLists }: { readonly refusals: RefusalMemory; readonly takesLists: boolean },
): Capabilities {
  return {
    ...capabilities,
    get followsSchemas() {
      return !refusals.has('response_format');
    },
    get seeds() {
      return capabilities.seeds && !refusals.has('seed');
    },
    get promptLists() {
      return takesLists ? !refusals.has('prompt_list') : undefined;
    },
    get refuses() {
      return refusals.refused.length === 0 ? undefined : refusals.refused;
    },
  };
}
