import { UnscorableTextError } from '../backends/unscorable-text-error.ts';
import { UnsupportedCapabilityError } from '../capabilities/unsupported-capability-error.ts';
import { ApiCallError } from '../endpoint/api-call-error.ts';

/** The result of an attempt: the answer, or the reason of the refusal. */
export type Attempt<Value> = { readonly value: Value } | { readonly refusal: string };

/**
 * Tries something that a model may not be able to do. A refusal is a result; a model that cannot
 * be reached throws.
 *
 * @throws what says nothing about the capability: a wrong key, a broken connection, an abort, a
 *   defect
 */
export async function attempt<Value>(ask: () => Promise<Value>): Promise<Attempt<Value>> {
  try {
    return { value: await ask() };
  } catch (error) {
    if (
      (error instanceof ApiCallError && error.code === 'authentication') ||
      (error instanceof ApiCallError && error.code === 'connection')
    )
      throw error;
    if (error instanceof ApiCallError) return { refusal: error.serverMessage ?? error.message };
    if (error instanceof UnsupportedCapabilityError) {
      return { refusal: error.reason.replace(/\.$/, '') };
    }
    if (error instanceof UnscorableTextError) return { refusal: error.message };
    throw error;
  }
}
