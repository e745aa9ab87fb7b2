import { bestPrompts } from './best-prompts.ts';
import { describeSheet, spendingHeads, spendingRows } from './describe-sheet.ts';
import { describeLeastDifferences } from './describe-least-differences.ts';
import { formatOurs, formatPaper } from './format-figure.ts';
import { describeOverallGains, meanHeads, meanRows } from './mean-over-datasets.ts';
import { plainMarkdown } from './plain-markdown.ts';
import { paperFigure, type Sheet } from './sheet.ts';
import { sweepHeads, sweepRows } from './sweep-rows.ts';

/** The report as Markdown. */
export function writeMarkdown(sheets: readonly Sheet[]): string {
  const written = sheets.map(writeSheet);
  return `# Bench report\n\n${written.join('\n\n')}\n`;
}

function writeSheet(sheet: Sheet): string {
  const { name, experiment, model, seeds, datasets, rows, cells, gains } = sheet;
  const { measure } = experiment;
  const ours = rows.map((row) => [
    row,
    ...datasets.map((dataset) =>
      formatOurs(cells[row]?.[dataset], { measure, seeds: seeds.length }),
    ),
  ]);
  const paper = Object.keys(experiment.paper).flatMap((paperModel) => [
    [`*the paper, ${paperModel}*`, ...datasets.map(() => '')],
    ...rows
      .filter((row) => experiment.paper[paperModel]?.[row])
      .map((row) => [
        row,
        ...datasets.map((dataset) =>
          formatPaper(paperFigure(experiment, paperModel, row, dataset), measure),
        ),
      ]),
  ]);
  const sentences = datasets.flatMap((dataset) =>
    [...(gains[dataset] ?? []), ...(sheet.seedGains[dataset] ?? [])].map(
      ({ sentence }) => `- ${dataset}: ${sentence}`,
    ),
  );
  const swept = sweepRows(sheet);
  const prompts = bestPrompts(sheet).map(
    ({ row, dataset, seed, prompts: texts, demonstrations }) =>
      `**${row}, ${dataset}, seed ${seed}**\n\n${texts
        .map(
          (text, layer) =>
            `${layer + 1}. ${plainMarkdown(text) || '(empty)'}${andExamples(demonstrations[layer] ?? 0)}`,
        )
        .join('\n')}`,
  );
  return [
    `## ${name}: ${experiment.title} (${plainMarkdown(model)})`,
    experiment.about.trim(),
    describeSheet(sheet)
      .map((line) => `- ${line}`)
      .join('\n'),
    table(
      ['', ...datasets],
      [[`*ours, ${plainMarkdown(model)}*`, ...datasets.map(() => '')], ...ours, ...paper],
    ),
    ...overall(sheet),
    ...leastDifferences(sheet),
    ...(sheet.gaps.length > 0
      ? ['### Missing results', sheet.gaps.map((gap) => `- ${plainMarkdown(gap)}`).join('\n')]
      : []),
    ...(swept.length > 0 ? ['### Best settings on dev', table(sweepHeads, swept)] : []),
    ...(sentences.length > 0 && measure === 'accuracy'
      ? ['### On the same test items', sentences.join('\n')]
      : []),
    '### Spending',
    table(spendingHeads(sheet), spendingRows(sheet)),
    ...(prompts.length > 0 ? ['### Best prompts', ...prompts] : []),
  ].join('\n\n');
}

function andExamples(count: number): string {
  return count === 0 ? '' : ` (with ${count} ${count === 1 ? 'example' : 'examples'})`;
}

function overall(sheet: Sheet): readonly string[] {
  const means = meanRows(sheet);
  if (means.length === 0) return [];
  const gains = describeOverallGains(sheet).map((sentence) => `- ${sentence}`);
  return ['### Mean over datasets', table(meanHeads, means), gains.join('\n')];
}

function leastDifferences(sheet: Sheet): readonly string[] {
  const [what, ...lines] = describeLeastDifferences(sheet);
  return what === undefined ? [] : [what, lines.map((line) => `- ${line}`).join('\n')];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (texts: readonly string[]): string =>
    `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
