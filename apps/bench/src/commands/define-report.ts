import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CellResult } from '../cells/cell-result.ts';
import type { Command } from 'commander';
import { createStopSignal } from './stop-signal.ts';
import { checkFolder } from './check-folder.ts';
import { parseCount } from './parse-number.ts';
import { openCellStore } from '../cells/cell-store.ts';
import { createExperimentError } from '../experiments/experiment-error.ts';
import type { Experiment } from '../experiments/experiment.ts';
import { listExperiments, loadExperiment } from '../experiments/load-experiment.ts';
import { replayExperiment } from '../recorded/replay-experiment.ts';
import { buildSheets } from '../report/build-sheets.ts';
import { drawTokens } from '../report/charts/draw-tokens.ts';
import { writeHtml } from '../report/write-html.ts';
import type { Sheet } from '../report/sheet.ts';
import { writeMarkdown } from '../report/write-markdown.ts';
import { note, print } from '../running/print.ts';

interface ReportFlags {
  readonly runs: string;
  readonly out?: string;
  readonly model?: string;
  readonly top: number;
  readonly chart?: string;
  readonly replay?: true;
  readonly dataDir: string;
}

/** `bench report`: writes the available results as Markdown and HTML. */
export function defineReport(program: Command): void {
  program
    .command('report')
    .argument('[experiments...]', 'only these experiments (default: all with results)')
    .description('Writes report.md and report.html from the results of all finished cells.')
    .option('--runs <folder>', 'folder of the results', 'runs/bench')
    .option('--out <folder>', 'folder of the report (default: the folder of the results)')
    .option('--model <name>', 'only results of this model')
    .option('--top <count>', 'settings of a sweep to show, best on dev first', parseCount(1), 5)
    .option(
      '--replay',
      'take the recorded replies of the experiments in place of results; needs their datasets',
    )
    .option('--data-dir <folder>', 'folder of the datasets, for --replay', 'data')
    .option('--chart <file>', 'also draw accuracy against tokens to learn, as SVG; one experiment')
    .action(async (names: readonly string[], flags: ReportFlags) => {
      const asked = names.length > 0 ? names : await listExperiments();
      const experiments = Object.fromEntries(
        await Promise.all(asked.map(async (name) => [name, await loadExperiment(name)] as const)),
      );
      const store = openCellStore(flags.runs);
      const results = flags.replay
        ? await replayAll(experiments, flags.dataDir)
        : await store.readAll();
      for (const file of flags.replay ? [] : await store.listDamaged())
        note(`${file} is damaged and left out; run the experiment again to replace it.`);
      const kept = results.filter(
        ({ cell: { name } }) => flags.model === undefined || name.model === flags.model,
      );
      const sheets = [
        ...buildSheets(
          kept,
          experiments,
          flags.top,
          flags.replay ? [] : await store.readFailures(),
        ),
      ].sort((left, right) => asked.indexOf(left.name) - asked.indexOf(right.name));
      if (sheets.length === 0)
        throw createExperimentError(
          'report',
          `${flags.runs} has no results of ${asked.join(', ')}; run one first, as in \`pnpm ` +
            'bench run table2`',
        );
      const folder = flags.out ?? flags.runs;
      await checkFolder(folder, '--out');
      await mkdir(folder, { recursive: true });
      const files = { markdown: join(folder, 'report.md'), html: join(folder, 'report.html') };
      await writeFile(files.markdown, writeMarkdown(sheets));
      await writeFile(files.html, writeHtml(sheets));
      print(`${files.markdown}\n${files.html}`);
      if (flags.chart !== undefined) await writeChart(flags.chart, sheets);
    });
}

/** Draws accuracy against tokens for the only sheet of a report. */
async function writeChart(file: string, sheets: readonly Sheet[]): Promise<void> {
  const [sheet, ...others] = sheets;
  const chart = sheet && drawTokens(sheet);
  if (chart === undefined || others.length > 0)
    throw createExperimentError(
      '--chart',
      'a chart needs one experiment with one model, and a row with results on all datasets',
    );
  await writeFile(file, `${chart}\n`);
  print(file);
}

/** Replays experiments one after another, and shows each cell. */
async function replayAll(
  experiments: Readonly<Record<string, Experiment>>,
  dataDir: string,
): Promise<readonly CellResult[]> {
  using stop = createStopSignal();
  const results: CellResult[] = [];
  for (const [name, experiment] of Object.entries(experiments)) {
    const replayed = await replayExperiment({
      name,
      experiment,
      dataDir,
      signal: stop.signal,
      onResult: ({ cell, testAccuracy }, done, of) => {
        const { dataset, row, seed } = cell.name;
        const accuracy = (testAccuracy * 100).toFixed(1);
        note(`[${done}/${of}] ${dataset} · ${row} · seed ${seed}: test ${accuracy} %`);
      },
    });
    results.push(...replayed);
  }
  return results;
}
