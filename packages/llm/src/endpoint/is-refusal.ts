import { ApiCallError } from './api-call-error.ts';

/** Statuses that say something of the request's content. */
const REFUSAL_STATUSES = [400, 413, 422];

/** Fields that hold the prompt. */
const PROMPT_FIELDS = ['prompt', 'messages', 'input'];

/** Whether an error refuses a request's content, and names no setting that other requests share. */
export function isRefusal(error: unknown): error is ApiCallError {
  if (!(error instanceof ApiCallError) || error.itemFailure !== undefined) return false;
  const { parameter, status } = error;
  const isOfPrompt =
    parameter === undefined || PROMPT_FIELDS.some((field) => parameter.startsWith(field));
  return isOfPrompt && REFUSAL_STATUSES.includes(status ?? 0);
}
