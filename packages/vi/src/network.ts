export { loadNetwork } from './results/load-network.ts';
export { NetworkFileError } from './results/network-file-error.ts';
export { networkFileSchema } from './results/network-file.ts';

export type { LoadNetworkOptions, Network, Prediction } from './results/load-network.ts';
export type {
  NetworkFile,
  RecordedAnswers,
  SavedLayer,
  SavedTemplate,
} from './results/network-file.ts';
