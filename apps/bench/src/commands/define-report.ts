import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { checkFolder } from './check-folder.ts';
import { parseCount } from './parse-number.ts';
import { openCellStore } from '../cells/cell-store.ts';
import { ExperimentError } from '../experiments/experiment-error.ts';
import { listExperiments, loadExperiment } from '../experiments/load-experiment.ts';
import { buildSheets } from '../report/build-sheets.ts';
import { writeHtml } from '../report/write-html.ts';
import { writeMarkdown } from '../report/write-markdown.ts';

interface ReportFlags {
  readonly runs: string;
  readonly out?: string;
  readonly model?: string;
  readonly top: number;
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
    .action(async (names: readonly string[], flags: ReportFlags) => {
      const asked = names.length > 0 ? names : await listExperiments();
      const experiments = Object.fromEntries(
        await Promise.all(asked.map(async (name) => [name, await loadExperiment(name)] as const)),
      );
      const store = openCellStore(flags.runs);
      const results = await store.readAll();
      for (const file of await store.listDamaged())
        console.error(`${file} is damaged and left out; run the experiment again to replace it.`);
      const kept = results.filter(
        ({ cell: { name } }) => flags.model === undefined || name.model === flags.model,
      );
      const sheets = [
        ...buildSheets(kept, experiments, flags.top, await store.readFailures()),
      ].sort((left, right) => asked.indexOf(left.name) - asked.indexOf(right.name));
      if (sheets.length === 0)
        throw new ExperimentError(
          'report',
          `${flags.runs} has no results of ${asked.join(', ')}; run one first, as in \`pnpm ` +
            'bench run table2`',
        );
      const folder = flags.out ?? flags.runs;
      await checkFolder(folder, '--out');
      const files = { markdown: join(folder, 'report.md'), html: join(folder, 'report.html') };
      await writeFile(files.markdown, writeMarkdown(sheets));
      await writeFile(files.html, writeHtml(sheets));
      console.log(`${files.markdown}\n${files.html}`);
    });
}
