import { redactSecrets } from '@dln/llm';
import { isUserFacing, readEnvironment } from '@dln/run';

/**
 * The reason why a cell or a command failed, with the secrets of the environment removed. The stack
 * of an unexpected error is shown only with `DEBUG=dln`.
 */
export function failureMessage(error: unknown): string {
  const { isDebugging } = readEnvironment();
  return redactSecrets(describe(error, isDebugging));
}

function describe(error: unknown, isDebugging: boolean): string {
  if (isUserFacing(error)) return error.message.trim();
  if (!(error instanceof Error)) return String(error);
  if (isDebugging) return error.stack ?? error.message;
  return `${error.name}: ${error.message} (run it again with DEBUG=dln to see its origin)`;
}
