import { type Environment, isUserFacing } from '@dln/run';
import { describeSystemError } from './describe-system-error.ts';
import { inFlags } from '../options/in-flags.ts';
import { withProgramName } from './program-name.ts';

/**
 * What people are told of an error: the message alone where they can mend it themselves, and where to see more where it is a defect of ours. A
 * secret never appears.
 */
export function describeError(error: unknown, environment: Environment): string {
  const text = isUserFacing(error)
    ? withProgramName(inFlags(error.message.trim()))
    : ((environment.isDebugging ? undefined : describeSystemError(error)) ??
      describeDefect(error, environment));
  return environment.secrets.reduce(
    (shown, secret) => shown.replaceAll(secret, '[redacted]'),
    text,
  );
}

function describeDefect(error: unknown, { isDebugging }: Environment): string {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  if (isDebugging) return `This is a defect of dln itself.\n${stack ?? message}`;
  return `This is a defect of dln itself: ${message}\nRun it again with --verbose, or with DEBUG=dln, to see where it comes from.`;
}
