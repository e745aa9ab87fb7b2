export { fromAiSdk } from './ai-sdk/from-ai-sdk.ts';
export { createChatModel } from './backends/create-chat-model.ts';
export { createEmbeddingModel } from './backends/create-embedding-model.ts';
export { createCompletionsModel } from './backends/create-completions-model.ts';
export { responseFormatField } from './backends/response-format.ts';
export { describeRefusal } from './backends/request-parameter.ts';
export { UnscorableTextError } from './backends/unscorable-text-error.ts';
export { BudgetExceededError } from './budget/budget-exceeded-error.ts';
export { inUnitsOfCaps } from './budget/budget-limits.ts';
export { enforceBudget } from './budget/enforce-budget.ts';
export { createBudget } from './budget/create-budget.ts';
export { requireNextToken, requireScoreText } from './capabilities/require-capability.ts';
export { UnsupportedCapabilityError } from './capabilities/unsupported-capability-error.ts';
export { createConnectionsJsonSchema } from './connections/connection-schema.ts';
export { createEnvironmentEndpoint } from './connections/create-environment-endpoint.ts';
export { createModelFromEnvironment } from './connections/create-model-from-environment.ts';
export { createRegistryFromConnections } from './connections/create-registry-from-connections.ts';
export { readEnvironment } from './connections/environment.ts';
export { createInvalidConnectionsError } from './connections/invalid-connections-error.ts';
export { createRegistryFromYaml, loadRegistry } from './connections/load-registry.ts';
export { parseConnections } from './connections/parse-connections.ts';
export { deduplicate } from './middleware/deduplicate.ts';
export { everyCall } from './middleware/every-call.ts';
export { reportEachResult } from './middleware/report-each-result.ts';
export { schedule } from './middleware/schedule.ts';
export { wrapModel } from './middleware/wrap-model.ts';
export { ApiCallError } from './endpoint/api-call-error.ts';
export { createEndpoint } from './endpoint/create-endpoint.ts';
export { createScheduler } from './endpoint/create-scheduler.ts';
export { failureKinds } from './endpoint/failure-kind.ts';
export { printable } from './endpoint/printable.ts';
export { redactSecrets, secretsOfEnvironment } from './endpoint/environment-secrets.ts';
export { createMissingApiKeyError } from './endpoint/missing-api-key-error.ts';
export { createProxiedFetch } from './endpoint/proxied-fetch.ts';
export { redactLooks, redactUrl } from './endpoint/redact.ts';
export { fromFunction } from './functions/from-function.ts';
export { isPassing, toItemFailure } from './item-failure.ts';
export { ModelSettingError } from './model-setting-error.ts';
export { probeModel } from './probe/probe-model.ts';
export { loadPrices } from './load-prices.ts';
export { parsePrices } from './prices/parse-prices.ts';
export { findPrice } from './prices/price-table.ts';
export { createUnknownPriceError } from './prices/unknown-price-error.ts';
export { costOf, NO_PRICE } from './prices/price.ts';
export { createReplayEndpoint } from './replies/create-replay-endpoint.ts';
export { createSampleCounter } from './replies/create-sample-counter.ts';
export { identifyModel } from './replies/identify-model.ts';
export { lockFile } from './replies/lock-file.ts';
export { openReplyStore } from './replies/open-reply-store.ts';
export { rememberReplies } from './replies/remember-replies.ts';
export { storedReplySchema } from './replies/stored-reply.ts';
export { createReplyFileError, ReplyStoreError } from './replies/reply-store-error.ts';
export { appendToPrompt, promptText, toMessages } from './prompts/prompt.ts';
export { requirePlainText } from './prompts/require-plain-text.ts';
export { addCosts, callsOf, NO_COST, sumCosts } from './registry/cost.ts';
export { createRegistry } from './registry/create-registry.ts';
export { streamOne } from './streaming/stream-one.ts';
export { streamPieces } from './streaming/stream-pieces.ts';
export { trace } from './tracing/trace.ts';
export { addUsage, NO_USAGE, requestsOf, sumUsage, tokensOf } from './usage/usage.ts';
export { createTokenCounter } from './tokens/create-token-counter.ts';
export { estimateTokens } from './tokens/estimate-tokens.ts';

export type { AiSdkCall, AiSdkMessage, AiSdkModel } from './ai-sdk/ai-sdk-model.ts';
export type { FromAiSdkOptions } from './ai-sdk/from-ai-sdk.ts';
export type {
  FromFunctionOptions,
  TextFunction,
  TextFunctionOptions,
} from './functions/from-function.ts';
export type { ChatModelOptions } from './backends/create-chat-model.ts';
export type {
  EndpointChoice,
  EndpointModelOptions,
  ProbeableModel,
} from './backends/endpoint-model.ts';
export type { CompletionsModelOptions } from './backends/create-completions-model.ts';
export type { ForcedSampling } from './backends/forced-sampling.ts';
export type { ParameterRefusal, RequestParameter } from './backends/request-parameter.ts';
export type { NextTokenModel, TextScoringModel } from './capabilities/require-capability.ts';
export type { Connection, ConnectionCapabilities } from './connections/connection.ts';
export type { EnvironmentEndpointOptions } from './connections/create-environment-endpoint.ts';
export type { ModelFromEnvironmentOptions } from './connections/create-model-from-environment.ts';
export type {
  ConnectionRegistryOptions,
  ModelProvider,
} from './connections/create-registry-from-connections.ts';
export type { Environment, Variables } from './connections/environment.ts';
export type { ParseConnectionsOptions } from './connections/parse-connections.ts';
export type { ApiChoice } from './connections/resolve-api.ts';
export type { Fetch } from './endpoint/proxied-fetch.ts';
export type { ApiCallErrorCode, ApiCallErrorOptions } from './endpoint/api-call-error.ts';
export type { ModelSettingErrorCode, ModelSettingErrorOptions } from './model-setting-error.ts';
export type { ReplyStoreErrorCode } from './replies/reply-store-error.ts';
export type { Endpoint, EndpointOptions, EndpointRequest } from './endpoint/endpoint.ts';
export type { FailureKind } from './endpoint/failure-kind.ts';
export type { EndpointNotice } from './endpoint/endpoint-notice.ts';
export type { Allowance } from './endpoint/rate-limit-headers.ts';
export type {
  Allowances,
  RunOptions,
  Scheduler,
  RetryWait,
  SchedulerOptions,
  SchedulerStatistics,
} from './endpoint/scheduler.ts';
export type {
  CallOptions,
  Capabilities,
  GenerateOptions,
  GenerateRequest,
  Generation,
  LanguageModel,
  NextTokenOptions,
  OnResult,
  ScoredToken,
  ScoreTextOptions,
  ScoreTextRequest,
  TextScore,
  TextScoringMethod,
  TokenDistribution,
  Usage,
} from './language-model.ts';
export type { ChatTemplate } from './prompts/chat-template.ts';
export type { ChatMessage, Prompt, PromptFormat } from './prompts/prompt.ts';
export type { TextStreamPart } from './streaming/stream-pieces.ts';
export type { JsonSchema, ReplySchema } from './reply-schema.ts';
export type { PriceTable } from './prices/price-table.ts';
export type { Price } from './prices/price.ts';
export type { ItemFailure, ItemFailureKind } from './item-failure.ts';
export type { ProbeFinding, ProbeReport } from './probe/probe-report.ts';
export type { CallKind, Cost, Costs, ModelCost } from './registry/cost.ts';
export type { RegisteredModel } from './registry/create-registered-model.ts';
export type { ModelRegistry, RegistrySnapshot } from './registry/create-registry.ts';
export type { CallOverrides, ModelDefaults } from './registry/model-defaults.ts';
export type { TokenCounter } from './tokens/create-token-counter.ts';
export type { ReplayEndpointOptions } from './replies/create-replay-endpoint.ts';
export type { SampleCount, SampleCounter } from './replies/create-sample-counter.ts';
export type { ReplyStoreDamage, ReplyStoreOptions } from './replies/open-reply-store.ts';
export type {
  RememberingMiddleware,
  RememberRepliesOptions,
  ReplyStatistics,
} from './replies/remember-replies.ts';
export type { ReplyStore, ReplyStoreStatistics } from './replies/reply-store.ts';
export type { BudgetLimits } from './budget/budget-limits.ts';
export type { Budget, BudgetOptions, Reservation } from './budget/create-budget.ts';
export type {
  OpenTelemetryApi,
  OpenTelemetryAttributes,
  OpenTelemetrySpan,
  OpenTelemetryTracer,
} from './tracing/open-telemetry-api.ts';
export type { TraceOptions } from './tracing/trace.ts';
export type { AnyCall, AnyResult } from './middleware/every-call.ts';
export type {
  GenerateCall,
  ModelCall,
  ModelMiddleware,
  NextTokenCall,
  ResultOptions,
  ScoreTextCall,
} from './middleware/model-middleware.ts';
