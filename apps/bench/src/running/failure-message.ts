import { readEnvironment } from '@dln/llm';
import { isUserFacing } from '@dln/run';

/** Why a cell failed, for people; without the key, whatever the error says. */
export function failureMessage(error: unknown): string {
  const text = isUserFacing(error)
    ? error.message.trim()
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);
  const { apiKey } = readEnvironment();
  return apiKey === undefined || apiKey.length < 8 ? text : text.replaceAll(apiKey, '[redacted]');
}
