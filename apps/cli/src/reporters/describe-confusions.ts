import { formatCount, formatTable } from '@dln/run';

const MOST_SHOWN = 10;

/**
 * The most frequent wrong answers by class, largest first, and how many more there are.
 *
 * @param names of the classes, as they are shown
 * @param confusion `[class][answer]`: counts; the last answer is no class
 */
export function describeConfusions(
  names: readonly string[],
  confusion: readonly (readonly number[])[],
): readonly string[] {
  const answers = [...names, 'no class'];
  const confusions = confusion
    .flatMap((counts, row) =>
      counts.flatMap((count, column) =>
        count === 0 || column === row ? [] : [{ row, column, count }],
      ),
    )
    .sort((one, other) => other.count - one.count);
  if (confusions.length === 0) return [];
  const rows = confusions
    .slice(0, MOST_SHOWN)
    .map(({ row, column, count }) => [names[row] ?? '', answers[column] ?? '', formatCount(count)]);
  const more = confusions.length - rows.length;
  const rest = more === 0 ? '' : `${formatCount(more)} more; `;
  return [
    ...formatTable([['class', 'answered', 'times'], ...rows]).split('\n'),
    `confusions     ${rest}--json has the whole matrix`,
  ];
}
