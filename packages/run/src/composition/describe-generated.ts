import { splitNames, type Dataset, type Split } from '@dln/datasets';

/** A line that says which examples were made by rule; `undefined` if none of these splits was. */
export function describeGenerated(
  { name, sources }: Pick<Dataset, 'name' | 'sources'>,
  splits: readonly Split[] = splitNames,
): string | undefined {
  const made = sources.filter(
    (source) => source.isGenerated && source.splits.some((split) => splits.includes(split)),
  );
  if (made.length === 0) return undefined;
  const which = splits.filter((split) => made.some((source) => source.splits.includes(split)));
  const files = made.map(({ file }) => file).join(', ');
  return `not the published ${name}: its ${join(which)} examples are made by rule (${files})`;
}

const list = new Intl.ListFormat('en', { type: 'conjunction' });

function join(words: readonly string[]): string {
  return list.format(words);
}
