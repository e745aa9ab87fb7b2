import { InputError } from './input-error.ts';

/** The column that inputs are read from. */
export interface InputColumn {
  readonly name: string;
  /** It was neither asked for nor recorded nor is it called `input`. */
  readonly isGuess: boolean;
}

/**
 * Chooses the column of inputs: the one that is asked for, else the one that the network was
 * trained on, else `input`, else the only one.
 *
 * @throws InputError if there is no such column, or several and none of these
 */
export function chooseInputColumn(options: {
  /** For messages. */
  readonly place: string;
  readonly columns: readonly string[];
  readonly asked: string | undefined;
  readonly recorded: string | undefined;
}): InputColumn {
  const { place, columns, asked, recorded } = options;
  const find = (name: string | undefined): string | undefined =>
    name === undefined ? undefined : columns.find((column) => column === name.normalize('NFC'));
  const listed = `(its columns: ${columns.join(', ')})`;
  if (asked !== undefined) {
    const name = find(asked);
    if (name !== undefined) return { name, isGuess: false };
    throw new InputError(
      `${place} has no column "${asked}" ${listed}; give one of them as --column`,
    );
  }
  const known = find(recorded) ?? find('input');
  if (known !== undefined) return { name: known, isGuess: false };
  const [only, ...others] = columns.filter((column) => column !== '');
  if (only !== undefined && others.length === 0) return { name: only, isGuess: true };
  throw new InputError(
    `${place} has no column "${recorded ?? 'input'}" ${listed}; name the one with the inputs as --column`,
  );
}
