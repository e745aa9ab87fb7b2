import { redactLooks } from '@dln/llm';
import { type Environment, findHints, inFlags, isUserFacing } from '@dln/run';
import { describeSystemError } from './describe-system-error.ts';
import { HINTS } from './hints.ts';
import { programName, withProgramName } from './program-name.ts';

/** Options of `describeError`. */
export interface DescribeErrorOptions {
  /** Flags of the command that ran, which its hints may name. @default none */
  readonly flags?: readonly string[];
  /** The words that start this program. @default those that started it */
  readonly program?: string;
}

/**
 * The text of an error for the terminal: the message alone if the user can fix it; for a defect of
 * ours, also how to see more. Secrets are removed.
 */
export function describeError(
  error: unknown,
  environment: Environment,
  { flags = [], program = programName() }: DescribeErrorOptions = {},
): string {
  const text = isUserFacing(error)
    ? withProgramName(
        [inFlags(error.message.trim()), ...findHints(error, { hints: HINTS, flags })].join('\n'),
        program,
      )
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
