import type { GenerateRequest } from '../language-model.ts';
import type { GenerateCall } from './model-middleware.ts';

/**
 * The requests of a call, for middleware that passes on a part of them. Samples of equal prompts
 * that share the seed of the call differ by their repetition: numbered, they stay the same in any
 * part.
 */
export function numberRepetitions({
  requests,
  options: { temperature = 0, seed: callSeed },
}: Pick<GenerateCall, 'requests' | 'options'>): readonly GenerateRequest[] {
  if (temperature === 0 || callSeed === undefined) return requests;
  const repetitions = new Map<string, number>();
  return requests.map((request) => {
    if (request.seed !== undefined || request.repetition !== undefined) return request;
    const key = JSON.stringify(request.prompt);
    const repetition = repetitions.get(key) ?? 0;
    repetitions.set(key, repetition + 1);
    return repetition === 0 ? request : { ...request, repetition };
  });
}
