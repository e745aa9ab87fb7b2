// What the blocks of the pages take as given.

declare const model: import('@dln/llm').LanguageModel;
declare const data: readonly { readonly input: string; readonly target: string }[];
declare const input: string;
declare const signal: AbortSignal;
declare const token: string;
declare const baseUrl: string;
declare const apiKey: string;
declare const network: import('@dln/run').TrainedNetwork;

// A program that composes a training itself.
declare const layers: import('@dln/vi').InferenceContext['layers'];
declare const models: import('@dln/vi').InferenceContext['models'];
declare const templates: import('@dln/vi').InferenceContext['templates'];
declare const loss: import('@dln/vi').InferenceContext['loss'];
declare const inference: import('@dln/vi').InferenceContext['settings'];
declare const strategies: ReturnType<typeof import('@dln/vi').createStrategies>;
declare const settings: import('@dln/vi').TrainOptions['settings'];
declare const dataset: import('@dln/datasets').Dataset;
declare const parameters: import('@dln/vi').TrainOptions['parameters'];
