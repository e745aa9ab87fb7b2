import { redactLooks } from '@dln/llm';
import { type Environment, findHints, inFlags, isUserFacing } from '@dln/run';
import { describeSystemError } from './describe-system-error.ts';
import { HINTS } from './hints.ts';
import { withProgramName } from './program-name.ts';

/**
 * The text of an error for the terminal: the message alone if the user can fix it; for a defect of
 * ours, also how to see more. Secrets are removed.
 *
 * @param flags of the command that ran, which its hints may name. @default none
 */
export function describeError(
  error: unknown,
  environment: Environment,
  flags: readonly string[] = [],
): string {
  const text = isUserFacing(error)
    ? [
        withProgramName(inFlags(error.message.trim())),
        ...findHints(error, { hints: HINTS, flags }),
      ].join('\n')
    : ((environment.isDebugging ? undefined : describeSystemError(error)) ??
      describeDefect(error, environment));
  return redactLooks(
    environment.secrets.reduce((shown, secret) => shown.replaceAll(secret, '[redacted]'), text),
  );
}

function describeDefect(error: unknown, { isDebugging }: Environment): string {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  if (isDebugging) return `This is a defect of dln itself.\n${stack ?? message}`;
  return `This is a defect of dln itself: ${message}\nRun it again with --verbose, or with DEBUG=dln, to see its origin.`;
}
