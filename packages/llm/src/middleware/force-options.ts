import type { ForcedSampling } from '../backends/forced-sampling.ts';
import { given } from '../given.ts';
import type { GenerateOptions } from '../language-model.ts';
import type { ModelMiddleware } from './model-middleware.ts';

/**
 * Generates every reply under forced settings, whatever a call asks for. A forced seed replaces the
 * seeds of single requests as well. Scores and next tokens are not sampled, and stay as they are.
 */
export function forceOptions(sampling: ForcedSampling): ModelMiddleware {
  const isSeedForced = sampling.seed !== undefined;
  return {
    wrapGenerate: async ({ requests, options, next }) => {
      const forced = isSeedForced ? requests.map(({ prompt }) => ({ prompt })) : requests;
      return next(forced, force(options, sampling));
    },
  };
}

function force(
  { temperature, topP, maxTokens, stop, seed, ...rest }: GenerateOptions,
  sampling: ForcedSampling,
): GenerateOptions {
  return {
    ...rest,
    ...given('temperature', choose(sampling.temperature, temperature)),
    ...given('topP', choose(sampling.topP, topP)),
    ...given('maxTokens', choose(sampling.maxTokens, maxTokens)),
    ...given('stop', choose(sampling.stop, stop)),
    ...given('seed', choose(sampling.seed, seed)),
  };
}

function choose<Value>(
  forced: Value | null | undefined,
  asked: Value | undefined,
): Value | null | undefined {
  return forced === undefined ? asked : forced;
}
