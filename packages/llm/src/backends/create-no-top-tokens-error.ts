import { ApiCallError } from '../endpoint/api-call-error.ts';
import { UnsupportedCapabilityError } from '../capabilities/unsupported-capability-error.ts';

/**
 * The error of a model whose server was asked for top log-probabilities, and answered without or
 * refused.
 */
export function createNoTopTokensError(
  modelId: string,
  refusal?: unknown,
): UnsupportedCapabilityError {
  return new UnsupportedCapabilityError({
    modelId,
    capability: 'nextToken',
    reason:
      refusal instanceof ApiCallError
        ? `the server refuses to give log-probabilities: ${(refusal.serverMessage ?? refusal.message).replace(/\.$/, '')}.`
        : 'the server answered without the log-probabilities of next tokens that it was asked for.',
    advice:
      'Use an endpoint that gives top log-probabilities, or declare `capabilities: { maxTopTokens: 0 }` and score by accuracy or samples.',
  });
}
