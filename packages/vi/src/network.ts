export { loadNetwork } from './results/load-network.ts';
export { NetworkFileError } from './results/network-file-error.ts';
export { networkFileSchema } from './results/network-file.ts';
export { parseNetworkFile } from './results/parse-network-file.ts';
export { createValueCheck } from './structured/check-value.ts';

export type { Demonstration, LayerParameters } from './layers/layer-parameters.ts';
export type { NetworkInput } from './results/input-texts.ts';
export type { LoadNetworkOptions, Network } from './results/load-network.ts';
export type { NetworkCalling } from './results/network-calling.ts';
export type {
  NetworkCallOptions,
  NetworkGeneration,
  NetworkLanguageModel,
  NetworkMessage,
  NetworkStreamPart,
  NetworkUsage,
  NetworkWarning,
} from './results/network-language-model.ts';
export type { AnswerMethod, FewShot, Prediction, PredictOptions } from './results/prediction.ts';
export type {
  NetworkFile,
  RecordedAnswers,
  SavedLayer,
  SavedTemplate,
} from './results/network-file.ts';
