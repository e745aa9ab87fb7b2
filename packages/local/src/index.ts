export { checkGgufHeader } from './gguf/check-header.ts';
export { ContextOverflowError } from './context-overflow-error.ts';
export { createEmbeddedModel, embeddedModelPath } from './create-embedded-model.ts';
export { createLocalModel } from './create-local-model.ts';
export { describeSchemaLimits } from './grammar/schema-limits.ts';
export { LocalModelArgumentError } from './local-model-argument-error.ts';
export { LocalModelError } from './local-model-error.ts';
export { measureScoring } from './measure-scoring.ts';
export { localProviders } from './providers/local-providers.ts';
export { requantizeModel } from './requantize/requantize-model.ts';

export type { LocalModelErrorCode, LocalModelErrorOptions } from './local-model-error.ts';
export type { LocalModelOptions } from './create-local-model.ts';
export type { GpuChoice } from './engine/load-llama.ts';
export type { MeasureScoringOptions, ScoringMeasurement, ScoringRound } from './measure-scoring.ts';
export type {
  EvaluateOptions,
  LocalGenerateOptions,
  LocalModel,
  LocalStatistics,
  ReadTokensOptions,
} from './local-model.ts';
export type { LocalGenerateRequest, LocalGeneration } from './generation/local-generation.ts';
export type { TokenReading } from './scoring/read-tokens.ts';
export type { NamedToken } from './tokens/create-tokenizer.ts';
export type { LocalTokenizer } from './tokens/local-tokenizer.ts';
export type { LocalPrompt, TokenPrompt } from './tokens/token-prompt.ts';
export type { RequantizeModelOptions } from './requantize/requantize-model.ts';
