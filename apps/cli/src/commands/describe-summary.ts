import { splitNames, type DataSummary, type LengthSummary } from '@dln/datasets';
import type { InputForm } from '@dln/templates';

/** How the input is made from several columns, in a line. */
export function describeForm(form: InputForm | undefined): readonly string[] {
  if (form === undefined) return [];
  const columns = form.columns.join(', ');
  return [
    form.template === null
      ? `input        named fields ${columns}`
      : `input        ${JSON.stringify(form.template)}${columns === '' ? '' : ` (columns ${columns})`}`,
  ];
}

/** Classes, lengths, duplicates and leaks of a dataset, a line each. */
export function describeSummary({ splits, leaks }: DataSummary): readonly string[] {
  const each = splitNames.map((split) => ({ split, ...splits[split] }));
  return [
    ...each.map(({ split, classes, differentTargets }) => {
      const counts = classes
        ? Object.entries(classes).map(([name, count]) => `${name}: ${count}`)
        : [`${differentTargets} different texts`];
      return `targets      ${split.padEnd(6)}${counts.join(', ')}`;
    }),
    ...each.map(
      ({ split, inputTokens, targetTokens }) =>
        `tokens       ${split.padEnd(6)}inputs ${describeLengths(inputTokens)}; targets ${describeLengths(targetTokens)} (estimated)`,
    ),
    `duplicates   ${each.map(({ split, duplicates }) => `${duplicates} in ${split}`).join(', ')}`,
    ...(leaks.length === 0
      ? ['leaks        no input is in two splits']
      : leaks.map(
          ({ split, alsoIn, count, example }) =>
            `leaks        ${count} of ${splits[split].size} ${split} inputs are also in ${alsoIn}, such as ${shorten(example)}`,
        )),
  ];
}

function describeLengths(lengths: LengthSummary | undefined): string {
  if (lengths === undefined) return 'none';
  const { shortest, median, p95, longest } = lengths;
  return `${shortest} to ${longest}, median ${median}, 95 % up to ${p95}`;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return JSON.stringify(line.length > 50 ? `${line.slice(0, 49)}…` : line);
}
