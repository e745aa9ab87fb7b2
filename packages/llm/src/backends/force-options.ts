import { given } from '../given.ts';
import type { GenerateOptions, LanguageModel } from '../language-model.ts';
import type { ForcedSampling } from './forced-sampling.ts';

/** A model of any kind whose replies are generated under forced settings; the same model if there are none. */
export function forceOptions(model: LanguageModel, sampling: ForcedSampling): LanguageModel {
  if (Object.values(sampling).every((value) => value === undefined)) return model;
  const force = ({
    temperature,
    topP,
    maxTokens,
    stop,
    seed,
    ...rest
  }: GenerateOptions): GenerateOptions => ({
    ...rest,
    ...given('temperature', choose(sampling.temperature, temperature)),
    ...given('topP', choose(sampling.topP, topP)),
    ...given('maxTokens', choose(sampling.maxTokens, maxTokens)),
    ...given('stop', choose(sampling.stop, stop)),
    ...given('seed', choose(sampling.seed, seed)),
  });
  return {
    ...model,
    generate: (requests, options = {}) => {
      const plain = requests.map(({ prompt }) => ({ prompt }));
      const isSeedForced = sampling.seed !== undefined;
      return model.generate(isSeedForced ? plain : requests, force(options));
    },
  };
}

function choose<Value>(
  forced: Value | null | undefined,
  asked: Value | undefined,
): Value | null | undefined {
  return forced === undefined ? asked : forced;
}
