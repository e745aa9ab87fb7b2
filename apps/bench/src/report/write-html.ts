import { bestPrompts } from './best-prompts.ts';
import { drawCost } from './charts/draw-cost.ts';
import { drawDevCurves, drawScoreCurves } from './charts/draw-curves.ts';
import { describeSheet, spendingHeads, spendingRows } from './describe-sheet.ts';
import { describeLeastDifferences } from './describe-least-differences.ts';
import { sweepHeads, sweepRows } from './sweep-rows.ts';
import { escapeHtml, tableOf } from './html.ts';
import { formatOurs, formatPaper } from './format-figure.ts';
import { describeOverallGains, meanHeads, meanRows } from './mean-over-datasets.ts';
import { reportStyle } from './report-style.ts';
import { paperFigure, type Sheet } from './sheet.ts';

/** The report as one self-contained HTML file. */
export function writeHtml(sheets: readonly Sheet[]): string {
  const links = sheets.map(
    (sheet) => `<li><a href="#${anchor(sheet)}">${escapeHtml(heading(sheet))}</a></li>`,
  );
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Bench report</title><style>${reportStyle}</style></head><body><main>`,
    '<h1>Bench report</h1>',
    sheets.length > 1 ? `<nav><ul>${links.join('')}</ul></nav>` : '',
    ...sheets.map(writeSheet),
    '</main></body></html>',
    '',
  ].join('\n');
}

function writeSheet(sheet: Sheet): string {
  const { experiment, rows, datasets, cells } = sheet;
  const sections = [
    `<h2 id="${anchor(sheet)}">${escapeHtml(heading(sheet))}</h2>`,
    `<p>${escapeHtml(experiment.about)}</p>`,
    figureTable(sheet),
    overall(sheet),
    leastDifferences(sheet),
    gapList(sheet),
    `<ul class="notes">${describeSheet(sheet)
      .map((line) => `<li>${escapeHtml(line)}</li>`)
      .join('')}</ul>`,
    sweepTable(sheet),
    ...datasets.flatMap((dataset) => [charts(sheet, dataset), comparison(sheet, dataset)]),
    '<h3>Spending</h3>',
    tableOf(spendingHeads(sheet), spendingRows(sheet)),
    promptSection(sheet),
  ];
  const hasFigures = rows.some((row) => cells[row]);
  return hasFigures ? `<section>${sections.join('\n')}</section>` : '';
}

function figureTable({ experiment, model, seeds, rows, datasets, cells }: Sheet): string {
  const { measure, paper } = experiment;
  const block = (title: string, lines: readonly (readonly string[])[]): string =>
    `<tbody><tr class="block"><th colspan="${datasets.length + 1}">${escapeHtml(title)}</th></tr>${lines
      .map(
        ([head, ...figures]) =>
          `<tr><th>${escapeHtml(head ?? '')}</th>${figures.map((text) => `<td>${escapeHtml(text)}</td>`).join('')}</tr>`,
      )
      .join('')}</tbody>`;
  const ours = rows.map((row) => [
    row,
    ...datasets.map((dataset) =>
      formatOurs(cells[row]?.[dataset], { measure, seeds: seeds.length }),
    ),
  ]);
  const theirs = Object.keys(paper).map((paperModel) =>
    block(
      `the paper, ${paperModel}`,
      rows
        .filter((row) => paper[paperModel]?.[row])
        .map((row) => [
          row,
          ...datasets.map((dataset) =>
            formatPaper(paperFigure(experiment, paperModel, row, dataset), measure),
          ),
        ]),
    ),
  );
  const heads = datasets.map((dataset) => `<th>${escapeHtml(dataset.replaceAll('_', ' '))}</th>`);
  return `<div class="wide"><table class="figures"><thead><tr><th></th>${heads.join('')}</tr></thead>${block(
    `ours, ${model}`,
    ours,
  )}${theirs.join('')}</table></div>`;
}

function overall(sheet: Sheet): string {
  const means = meanRows(sheet);
  if (means.length === 0) return '';
  const items = describeOverallGains(sheet).map((text) => `<li>${escapeHtml(text)}</li>`);
  return `<h3>Mean over datasets</h3>${tableOf(meanHeads, means)}<ul>${items.join('')}</ul>`;
}

function leastDifferences(sheet: Sheet): string {
  const [what, ...lines] = describeLeastDifferences(sheet);
  if (what === undefined) return '';
  const items = lines.map((line) => `<li>${escapeHtml(line)}</li>`);
  return `<p>${escapeHtml(what)}</p><ul class="notes">${items.join('')}</ul>`;
}

function gapList({ gaps }: Sheet): string {
  if (gaps.length === 0) return '';
  const items = gaps.map((gap) => `<li>${escapeHtml(gap)}</li>`);
  return `<div class="gaps"><strong>Missing results</strong><ul>${items.join('')}</ul></div>`;
}

function sweepTable(sheet: Sheet): string {
  const lines = sweepRows(sheet);
  return lines.length === 0 ? '' : `<h3>Best settings on dev</h3>${tableOf(sweepHeads, lines)}`;
}

function charts(sheet: Sheet, dataset: string): string {
  const drawn = [
    { title: 'Dev accuracy by step', svg: drawDevCurves(sheet, dataset) },
    { title: 'Score by step', svg: drawScoreCurves(sheet, dataset) },
    { title: 'Cost against accuracy', svg: drawCost(sheet, dataset) },
  ].flatMap(({ title, svg }) =>
    svg === undefined ? [] : [`<div class="chart"><h4>${title}</h4>${svg}</div>`],
  );
  return `<h3>${escapeHtml(dataset)}</h3><div class="charts">${drawn.join('')}</div>`;
}

function comparison({ experiment, gains, seedGains }: Sheet, dataset: string): string {
  const ofDataset = experiment.measure === 'accuracy' ? (gains[dataset] ?? []) : [];
  if (ofDataset.length === 0) return '';
  const clear = ofDataset.filter(({ isBeyondNoise }) => isBeyondNoise).length;
  const items = ofDataset.map(
    ({ sentence, isBeyondNoise }) =>
      `<li class="${isBeyondNoise ? 'clear' : 'noise'}">${escapeHtml(sentence)}</li>`,
  );
  const bySeed = (seedGains[dataset] ?? []).map(
    ({ sentence }) => `<li>${escapeHtml(sentence)}</li>`,
  );
  return `<details open><summary>On the same test items: ${clear} of ${ofDataset.length} differences are beyond the noise of items and seeds</summary><ul>${[...items, ...bySeed].join('')}</ul></details>`;
}

function promptSection(sheet: Sheet): string {
  const entries = bestPrompts(sheet).map(
    ({ row, dataset, seed, devAccuracy, testAccuracy, prompts }) =>
      `<details><summary>${escapeHtml(`${dataset}, ${row}`)} <span>seed ${seed}, dev ${(devAccuracy * 100).toFixed(1)}, test ${(testAccuracy * 100).toFixed(1)}</span></summary><ol>${prompts
        .map((prompt) => `<li><pre>${escapeHtml(prompt === '' ? '(empty)' : prompt)}</pre></li>`)
        .join('')}</ol></details>`,
  );
  return entries.length === 0 ? '' : `<h3>Best prompts, by dev</h3>${entries.join('')}`;
}

function heading({ name, experiment, model, limit }: Sheet): string {
  const trial = limit === null ? '' : `, trial of ${limit}`;
  return `${name}: ${experiment.title} (${model}${trial})`;
}

function anchor({ name, model, variant, limit }: Sheet): string {
  return `${name} ${model} ${variant} ${limit ?? ''}`.trim().replaceAll(/[^\w]+/g, '-');
}
