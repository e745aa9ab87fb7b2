import { NO_COST } from '@dln/llm';
import { usualLengths } from '@dln/vi';
import { formatCount, formatDollars, formatTable, showRange, toRanges } from '@dln/run';
import { addBounds, type CostByBound } from './cost-by-bound.ts';
import type { EstimatedCell } from './estimate-plan.ts';

/**
 * The cost of a table's cells as plain text: one line per row, the total, and one line per missing
 * item.
 */
export function describeEstimate(cells: readonly EstimatedCell[]): string {
  const counted = cells.flatMap((one) => ('expense' in one ? [one] : []));
  const problems = Map.groupBy(
    cells.flatMap((one) => ('problem' in one ? [one] : [])),
    ({ problem }) => problem,
  );
  const missing = [...problems].map(
    ([problem, { length }]) => `Not counted: ${length} of ${cells.length} cells. ${problem}`,
  );
  if (counted.length === 0) return missing.join('\n');
  const rows = [...Map.groupBy(counted, ({ cell }) => cell.name.row), ['all', counted] as const];
  const lines = rows.map(([row, members]) => {
    const { calls, requests, tokens, dollars } = toRanges(
      members.map(({ expense }) => expense).reduce(addBounds, nothing),
    );
    return [
      row,
      String(members.length),
      showRange(calls, formatCount),
      showRange(requests, formatCount),
      showRange(tokens, formatCount),
      dollars === null ? 'not known' : showRange(dollars, formatDollars),
    ];
  });
  const isPriced = lines.some((line) => line.at(-1) !== 'not known');
  const shown = [['row', 'cells', 'calls', 'requests', 'tokens', 'cost'], ...lines];
  const { learnedPrompt, hiddenText, freeAnswer } = usualLengths;
  return [
    formatTable(isPriced ? shown : shown.map((line) => line.slice(0, -1))).trimEnd(),
    '',
    ...missing,
    'Each figure is low – expected – high, or one if it is certain, as in `dln train ' +
      '--dry-run`; all seeds are assumed to cost the same. Expected: half of the answers are',
    `wrong; a learned prompt has ${learnedPrompt} tokens, a text between layers ` +
      `${hiddenText}, a free answer ${freeAnswer}. Requests are calls without those that ` +
      'repeat another. A run that stops early takes less.',
    ...(isPriced
      ? []
      : [
          'The cost is unknown: the table of dln has no price for the model. Add --price ' +
            '0.15,0.60 or --prices FILE.',
        ]),
  ].join('\n');
}

const nothing: CostByBound = { low: NO_COST, expected: NO_COST, high: NO_COST };
