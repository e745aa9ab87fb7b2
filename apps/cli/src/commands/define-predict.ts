import type { Command } from 'commander';
import type { Surroundings } from '../command-line/surroundings.ts';
import { addCacheOptions } from '../options/add-cache-options.ts';
import { addSettings } from '../options/add-settings.ts';
import { readFlags } from '../options/read-flags.ts';
import { capNames } from '../options/setting-groups.ts';
import type { CacheFlags } from '../replies/shared-replies.ts';

/** `dln predict`. */
export function definePredict(program: Command, surroundings: Surroundings): void {
  const command = program
    .command('predict')
    .description('answer inputs with a trained network')
    .argument('<network>', 'a network.json or a run directory')
    .argument('[inputs...]', 'what to answer; without it, inputs are read from --input');
  addSettings(command, [
    'fwdModelType',
    'scoreModel',
    'connectionsConfig',
    'api',
    'probe',
    'fwdMaxTokens',
    'concurrency',
    ...capNames,
  ]);
  addCacheOptions(command)
    .optionsGroup('Input and output:')
    .option('--input <file>', 'read inputs, one a line; - is standard input (default: -)')
    .option(
      '--jsonl',
      'the lines hold JSON: a string, or an object with "input" (default: as the file is named)',
    )
    .option('--json', 'print a JSON object a line: input, output, hiddenTexts')
    .action(
      async (
        network: string,
        inputs: readonly string[],
        options: CacheFlags & {
          readonly input?: string;
          readonly jsonl?: boolean;
          readonly json?: boolean;
        },
      ) => {
        const { predict } = await import('./predict.ts');
        const { input, jsonl, json = false } = options;
        const flags = readFlags(command);
        await predict({
          network,
          inputs,
          inputFile: input,
          isJsonl: jsonl,
          isJson: json,
          flags,
          cache: options,
          surroundings,
        });
      },
    );
}
