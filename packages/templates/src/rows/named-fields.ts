/** A field of an input: its name and its text. */
export type NamedField = readonly [name: string, text: string];

const INDENT = '  ';

/**
 * One text for several fields: `title: Broken`, a line break, `body: …`. Further lines of a field
 * are indented, so that `splitFields` gives the same fields back.
 */
export function joinFields(fields: readonly NamedField[]): string {
  return fields
    .map(([name, text]) => `${name}: ${text.replaceAll('\n', `\n${INDENT}`)}`)
    .join('\n');
}

/**
 * The fields of a text that `joinFields` made.
 *
 * @returns `undefined` unless the text has exactly these fields, in this order
 */
export function splitFields(
  text: string,
  names: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const parts = text.split(/\n(?! {2})/);
  if (parts.length !== names.length) return undefined;
  const fields: Record<string, string> = {};
  for (const [place, name] of names.entries()) {
    const part = parts[place];
    // Blanks at the end of an input may have been dropped.
    const whole = part === `${name}:` ? `${name}: ` : part;
    if (whole === undefined || !whole.startsWith(`${name}: `)) return undefined;
    fields[name] = whole.slice(name.length + 2).replaceAll(`\n${INDENT}`, '\n');
  }
  return fields;
}
