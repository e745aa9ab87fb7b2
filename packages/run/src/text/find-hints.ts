/**
 * What helps with an error, by the error's code. A hint names flags, commands, and in braces fields
 * of the error: `dln data fetch {published}`.
 */
export type Hints = Readonly<Record<string, readonly string[] | undefined>>;

/** Options of `findHints`. */
export interface FindHintsOptions {
  readonly hints: Hints;
  /** The flags of the command that ran, such as `--port`. */
  readonly flags: readonly string[];
}

/** A command of a command line, such as commander's. */
export interface CommandWithFlags {
  readonly options: readonly { readonly long?: string | null | undefined }[];
  readonly parent: CommandWithFlags | null;
}

/**
 * Hints for an error and for those that it lists in `errors`, each once. A hint is left out if the
 * command lacks a flag that it names, or the error has no text in a field that it names.
 */
export function findHints(error: unknown, { hints, flags }: FindHintsOptions): readonly string[] {
  return [...new Set(hintsOf(error, hints))].filter((hint) =>
    flagsOf(hint).every((flag) => flags.includes(flag)),
  );
}

/** The flags that a hint names, such as `--port`. */
export function flagsOf(hint: string): readonly string[] {
  return hint.match(/--[a-z][a-z0-9-]*/g) ?? [];
}

/** The long flags of a command and of the commands that it belongs to. */
export function flagsOfCommand(command: CommandWithFlags | null): readonly string[] {
  if (!command) return [];
  const own = command.options.flatMap(({ long }) => (long ? [long] : []));
  return [...own, ...flagsOfCommand(command.parent)];
}

function hintsOf(error: unknown, hints: Hints): readonly string[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const own = Object.hasOwn(hints, code) ? (hints[code] ?? []) : [];
  const listed = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  return [
    ...own.flatMap((hint) => fillIn(hint, error)),
    ...listed.flatMap((one) => hintsOf(one, hints)),
  ];
}

/** A hint with the error's fields in place of their names; empty if the error lacks one. */
function fillIn(hint: string, error: object): readonly string[] {
  const fields: Readonly<Record<string, unknown>> = { ...error };
  const names = [...hint.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  if (!names.every((name) => typeof fields[name] === 'string')) return [];
  return [hint.replace(/\{(\w+)\}/g, (_, name: string) => String(fields[name]))];
}
