import type { Command } from 'commander';
import type { Surroundings } from '../command-line/surroundings.ts';
import { addSettings } from '../options/add-settings.ts';
import { readFlags } from '../options/read-flags.ts';

/** `dln data list`, `show`, `import`, `fetch` and `generate`. */
export function defineData(program: Command, surroundings: Surroundings): void {
  const data = program
    .command('data')
    .description('the datasets: what there is, what is in them, and how to get them')
    .summary('list, show, import, fetch and generate datasets');

  const list = data
    .command('list')
    .description('list the datasets that can be named, and which of them are here')
    .option('--json', 'print JSON');
  addSettings(list, ['dataDir', 'datasetInfo']).action(async (options: { json?: boolean }) => {
    const { listData } = await import('./list-data.ts');
    await listData({ flags: readFlags(list), isJson: options.json ?? false, surroundings });
  });

  const show = data
    .command('show')
    .description(
      'show what was understood of a dataset: its input, answers and sizes, the examples of each class, lengths in tokens, duplicates, inputs that two splits share, and first examples',
    )
    .summary('show what was understood of a dataset')
    .argument(
      '<dataset>',
      'a name from `dln data list`, or your own data: a CSV, TSV, JSONL, JSON or Parquet file, a pattern such as "logs-*.jsonl", a YAML file that describes it, or - for standard input',
    )
    .option(
      '--input-format <format>',
      'how standard input is written: csv, tsv, jsonl, json or parquet (default: by its first lines)',
    )
    .option('--split <name>', 'take the examples from train, dev or test', 'train')
    .option('--count <n>', 'how many examples', '3')
    .option('--json', 'print JSON');
  addSettings(show, [
    'preset',
    'seed',
    'dataDir',
    'datasetInfo',
    'maxTrainSize',
    'maxDevSize',
    'maxTestSize',
  ]).action(
    async (
      name: string,
      options: { split: string; count: string; inputFormat?: string; json?: boolean },
    ) => {
      const { showData } = await import('./show-data.ts');
      await showData({ name, ...options, flags: readFlags(show), surroundings });
    },
  );

  data
    .command('import')
    .description(
      'make a dataset of a log: OpenTelemetry GenAI spans (JSON lines, plain or OTLP), or chats in the form of OpenAI, one JSON object a line with "messages" and a "label" or a "rating"',
    )
    .summary('make a dataset of a log')
    .argument('<log>', 'the file, or - for standard input')
    .option(
      '--out <file>',
      'the description to write; the data lie beside it (default: <log>-dataset.yaml)',
    )
    .option(
      '--min-rating <n>',
      'without labels, answers with this rating or a better one are targets (default: halfway between the lowest and the highest rating)',
    )
    .option('--force', 'replace files that exist')
    .action(async (log: string, options: { out?: string; minRating?: string; force?: boolean }) => {
      const { importData } = await import('./import-data.ts');
      const { out, minRating, force = false } = options;
      await importData({ log, out, minRating, isForced: force, surroundings });
    });

  const fetch = data
    .command('fetch')
    .description(
      'download datasets from where they are published, each at a pinned commit and checked; interrupted downloads resume',
    )
    .summary('download datasets')
    .argument('[datasets...]', 'names from `dln data list`; all of them, if left out')
    .option(
      '--base-url <url>',
      'a mirror, where files lie by repository, commit and path (default: DLN_DATA_URL, else GitHub)',
    )
    .option('--timeout <seconds>', 'how long a server may send nothing', '30')
    .option('--force', 'replace files that are here but are not the published ones');
  addSettings(fetch, ['dataDir']).action(
    async (
      names: readonly string[],
      options: { baseUrl?: string; timeout: string; force?: boolean },
    ) => {
      const { fetchData } = await import('./fetch-data.ts');
      await fetchData({ ...options, names, flags: readFlags(fetch), surroundings });
    },
  );

  const generate = data
    .command('generate')
    .description(
      'make examples by rule, in the form of BIG-Bench Hard and never one of its test examples; a run uses them if the benchmark is missing',
    )
    .summary('make examples by rule')
    .argument(
      '<dataset>',
      'navigate, hyperbaton, date_understanding or logical_deduction_seven_objects',
    )
    .option('--count <n>', 'how many examples for train and dev, half of them each', '400')
    .option('--test-count <n>', 'how many examples for test', '250')
    .option('--seed <n>', 'the same seed makes the same examples', '42')
    .option('--out <folder>', 'where they go (default: generated, in the data directory)');
  addSettings(generate, ['dataDir']).action(
    async (
      name: string,
      options: { count: string; testCount: string; seed: string; out?: string },
    ) => {
      const { generateData } = await import('./generate-data.ts');
      // Its seed is another one than a run's.
      const { seed: _seed, ...flags } = readFlags(generate);
      await generateData({ ...options, name, flags, surroundings });
    },
  );
}
