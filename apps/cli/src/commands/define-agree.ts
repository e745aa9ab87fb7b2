import type { Command } from 'commander';
import type { CacheFlags } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';
import { addCacheOptions } from '../options/add-cache-options.ts';
import { addSettings } from '../options/add-settings.ts';
import { readFlags } from '../options/read-flags.ts';
import { capNames } from '../options/setting-groups.ts';

/** `dln agree`. */
export function defineAgree(program: Command, surroundings: Surroundings): void {
  const command = program
    .command('agree')
    .description(
      'measure how far a metric, such as a model that judges, agrees with the labels of people; do it before you train by that metric',
    )
    .summary('compare a metric with labels of people')
    .argument('<metric>', 'a YAML file, a module or the name of a metric')
    .argument(
      '<labels>',
      'a CSV, TSV, JSONL, JSON or Parquet file with the columns output, target, label, and input if the metric reads it',
    );
  addSettings(command, [
    'modules',
    'fwdModelType',
    'connectionsConfig',
    'api',
    'probe',
    'concurrency',
    'templatesDir',
    ...capNames,
  ]);
  addCacheOptions(command)
    .optionsGroup('Labels and output:')
    .option('--scale <lowest,highest>', 'what the labels of people go from and to', '0,1')
    .option('--json', 'print JSON')
    .action(
      async (
        metric: string,
        labels: string,
        options: CacheFlags & { readonly scale: string; readonly json?: boolean },
      ) => {
        const { agree } = await import('./agree.ts');
        const { scale, json = false } = options;
        await agree({
          ...{ metric, labels, scale, isJson: json },
          flags: readFlags(command),
          cache: options,
          surroundings,
        });
      },
    );
}
