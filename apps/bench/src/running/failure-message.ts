import { readEnvironment } from '@dln/llm';
import { isUserFacing } from '@dln/run';

/** The reason why a cell failed, with the key removed. */
export function failureMessage(error: unknown): string {
  const text = isUserFacing(error)
    ? error.message.trim()
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);
  const { apiKey } = readEnvironment();
  return apiKey === undefined || apiKey.length < 8 ? text : text.replaceAll(apiKey, '[redacted]');
}
