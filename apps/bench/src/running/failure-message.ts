import { redactSecrets } from '@dln/llm';
import { findHints, inFlags, isUserFacing, readEnvironment, type WrittenSetting } from '@dln/run';
import { HINTS } from './hints.ts';

/**
 * The reason why a cell or a command failed, with the secrets of the environment removed, and what
 * helps. The stack of an unexpected error is shown only with `DEBUG=dln`.
 *
 * @param flags of the command that ran, which its hints may name. @default none
 */
export function failureMessage(error: unknown, flags: readonly string[] = []): string {
  const { isDebugging } = readEnvironment();
  return redactSecrets(describe(error, { isDebugging, flags }));
}

/** What helps with errors of cells, each hint once. */
export function hintsFor(errors: readonly unknown[], flags: readonly string[]): readonly string[] {
  return [...new Set(errors.flatMap((error) => findHints(error, { hints: HINTS, flags })))];
}

function describe(
  error: unknown,
  { isDebugging, flags }: { readonly isDebugging: boolean; readonly flags: readonly string[] },
): string {
  if (isUserFacing(error)) {
    const message = inFlags(error.message.trim(), (setting) => asFlag(setting, flags));
    return [message, ...hintsFor([error], flags)].join('\n');
  }
  if (!(error instanceof Error)) return String(error);
  if (isDebugging) return error.stack ?? error.message;
  return `${error.name}: ${error.message} (run it again with DEBUG=dln to see its origin)`;
}

/** A setting as its own flag, or with `--set`. Undefined if the command has neither. */
function asFlag(
  { name, option, value }: WrittenSetting,
  flags: readonly string[],
): string | undefined {
  if (flags.includes(option)) return value === undefined ? option : `${option} ${value}`;
  if (!flags.includes('--set')) return undefined;
  return value === undefined ? `--set ${name}` : `--set ${name}=${value}`;
}
