import { ConfigurationError } from '../configuration/configuration-error.ts';
import { isUserFacing } from '../text/is-user-facing.ts';
import { optionName } from '../settings/option-name.ts';
import { settingNames } from '../settings/settings.ts';

const namesOfOptions = new Map(settingNames.map((name) => [optionName(name), name] as const));

/** A message in which settings have the names that a program uses: `useNce` for `--use-nce`. */
export function inProgramTerms(message: string): string {
  return message.replace(
    /--[a-z][a-z0-9-]*/g,
    (option) => namesOfOptions.get(option) ?? (option === '--one-layer' ? 'layers: 1' : option),
  );
}

/** The same for an error that a user can mend; others stay as they are. */
export function toProgramError(error: unknown): unknown {
  if (error instanceof ConfigurationError)
    return new ConfigurationError(error.problems.map(inProgramTerms), { cause: error.cause });
  if (isUserFacing(error) && error instanceof Error) error.message = inProgramTerms(error.message);
  return error;
}
