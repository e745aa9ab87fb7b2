import type { ProbeableModel } from '../backends/endpoint-model.ts';
import type { LanguageModel } from '../language-model.ts';
import { everyCall } from '../middleware/every-call.ts';
import { wrapModel } from '../middleware/wrap-model.ts';

/**
 * Requests for texts, scores and next tokens, including refused ones. Requests for the list of
 * models are not counted.
 */
export interface RequestCount {
  requests: number;
}

/** The same model, with its requests counted, also after `withCapabilities`. */
export function countRequests(
  model: LanguageModel | ProbeableModel,
  count: RequestCount,
): LanguageModel | ProbeableModel {
  const counting = everyCall(async ({ requests, options, next }) => {
    count.requests += requests.length;
    return next(requests, options);
  });
  const counted = wrapModel(model, counting);
  if (!('withCapabilities' in model)) return counted;
  const withCapabilities: ProbeableModel['withCapabilities'] = (claimed, options) => {
    const claiming = model.withCapabilities(claimed, options);
    return { ...claiming, ...wrapModel(claiming, counting) };
  };
  return { ...model, ...counted, withCapabilities };
}
