import { formatDollars } from '@dln/run';
import type { CellResult } from '../cells/cell-result.ts';
import { formatCount } from './format-figure.ts';
import type { Sheet } from './sheet.ts';

/** Notes that explain a sheet's figures: the model, the number of runs, the limits. */
export function describeSheet(sheet: Sheet): readonly string[] {
  const { experiment, models, limit, variant, seeds } = sheet;
  const paperModels = Object.keys(experiment.paper);
  const unit =
    experiment.measure === 'accuracy'
      ? 'Test accuracy in percent'
      : 'Tokens for the answers to the whole test split';
  const isEmbedded = sheet.model === 'embedded';
  return [
    `${unit}; seeds ${seeds.join(', ')}. ± is half the 95 % interval over seeds (t); in ` +
      'brackets stands the exact 95 % binomial interval over test items, of a single run or a ' +
      'row in which the seed decides nothing.',
    `Ours: ${models.join(' and ')}, ${variant} settings.${
      paperModels.length > 0
        ? ` The paper: ${paperModels.join(' and ')}. The models differ, and so do the words of ` +
          'instructions and templates, so differences between the two blocks are not evidence ' +
          'about the method.'
        : ''
    }`,
    ...(isEmbedded
      ? [
          'The embedded model knows one family of tasks; its figures do not carry over to ' +
            'other models.',
        ]
      : []),
    ...(limit === null
      ? []
      : [
          `A trial run: nothing that costs counted more than ${limit} (examples, steps, ` +
            'candidates). Its figures show that it runs, and no more.',
        ]),
    ...(variant in experiment.variants
      ? [`${variant}: ${experiment.variants[variant]?.about ?? ''}.`]
      : []),
    ...sheet.notes,
  ];
}

/** The spending of each row over all of its runs that count. */
export function spendingRows(sheet: Sheet): readonly (readonly string[])[] {
  const showsMoney = knowsMoney(sheet);
  return sheet.rows.map((row) => {
    const runs = Object.values(sheet.cells[row] ?? {}).flatMap(({ results }) => results);
    const sum = (read: (run: (typeof runs)[number]) => number): number =>
      runs.reduce((total, run) => total + read(run), 0);
    return [
      row,
      String(runs.length),
      formatCount(sum(({ requests }) => requests)),
      formatCount(sum(({ trainingTokens }) => trainingTokens)),
      formatCount(sum(({ testTokens }) => testTokens)),
      ...(showsMoney ? [describeMoney(runs)] : []),
    ];
  });
}

/** The heads of `spendingRows`, including money if known for any run. */
export function spendingHeads(sheet: Sheet): readonly string[] {
  const cost = knowsMoney(sheet) ? ['cost'] : [];
  return ['row', 'runs', 'requests', 'tokens, training and dev', 'tokens, test', ...cost];
}

function knowsMoney({ cells }: Sheet): boolean {
  return Object.values(cells)
    .flatMap((row) => Object.values(row))
    .some(({ results }) => results.some(({ dollars }) => dollars !== null));
}

/** The sum of the known values, and the number of their runs if some are unknown. */
function describeMoney(runs: readonly Pick<CellResult, 'dollars'>[]): string {
  const known = runs.flatMap(({ dollars }) => dollars ?? []);
  if (known.length === 0) return '–';
  const total = formatDollars(known.reduce((sum, one) => sum + one, 0));
  return known.length === runs.length ? total : `${total} [${known.length} of ${runs.length} runs]`;
}
