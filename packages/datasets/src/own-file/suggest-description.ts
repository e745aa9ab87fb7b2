import { stringify } from 'yaml';
import type { DataRecords } from '../files/record.ts';
import { inferClasses } from './infer-classes.ts';

/**
 * A YAML description of a file with unusual column names, for the user to correct: the best guess
 * at input, target and classes.
 */
export function suggestDescription(file: string, { columns, records }: DataRecords): string {
  const texts = new Map(
    columns.map((column) => [column, records.map(({ values }) => values.get(column) ?? '')]),
  );
  const named = columns.filter((column) => column !== '');
  const target = named.findLast((column) => inferClasses(texts.get(column) ?? [])) ?? named.at(-1);
  const others = named.filter((column) => column !== target);
  const lengthOf = (column: string): number => (texts.get(column) ?? []).join('').length;
  const [input] = others.toSorted((one, other) => lengthOf(other) - lengthOf(one));
  const classes = inferClasses(texts.get(target ?? '') ?? []);
  return stringify(
    {
      instruction: 'Say here what to do with an input.',
      ...(classes ? { classes } : {}),
      file,
      columns: { input: input ?? 'input', target: target ?? 'target' },
    },
    { lineWidth: 0 },
  );
}
