import { OutputClasses } from '../classes/output-classes.ts';

const MOST_CLASSES = 20;
const FEWEST_ROWS = 2;

/**
 * Infers classes from a column of targets, in the form that `OutputClasses` takes and in the order
 * of the file: if there are 2 to 20 different targets, each at least twice. Ignores case and
 * surrounding blanks; other spellings become verbalizers.
 *
 * @returns `undefined` if the targets are free text
 */
export function inferClasses(targets: readonly string[]): readonly string[] | undefined {
  const found = new Map<string, { readonly spellings: Set<string>; rows: number }>();
  for (const target of targets) {
    const text = target.trim().normalize('NFC');
    if (text === '' || /[|\r\n]/.test(text)) return undefined;
    const entry = found.get(text.toLowerCase()) ?? { spellings: new Set<string>(), rows: 0 };
    entry.spellings.add(text);
    entry.rows += 1;
    found.set(text.toLowerCase(), entry);
    if (found.size > MOST_CLASSES) return undefined;
  }
  const entries = [...found.values()];
  if (entries.length < 2 || entries.some(({ rows }) => rows < FEWEST_ROWS)) return undefined;
  const classes = entries.map(({ spellings }) => [...spellings].join('|'));
  const known = new OutputClasses(classes);
  return targets.every((target) => known.has(target)) ? classes : undefined;
}
