import { Option, type Command } from 'commander';
import type { CacheFlags } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';
import { addCacheOptions } from '../options/add-cache-options.ts';
import { addSettings } from '../options/add-settings.ts';
import { readFlags } from '../options/read-flags.ts';
import { capNames } from '../options/setting-groups.ts';
import {
  inputFormats,
  predictionFormats,
  type InputFormat,
  type PredictionFormat,
} from './predict-formats.ts';

/** `dln predict`. */
export function definePredict(program: Command, surroundings: Surroundings): void {
  const command = program
    .command('predict')
    .description('answer inputs with a trained network')
    .argument('<network>', 'a network.json or a run directory')
    .argument(
      '[inputs...]',
      'what to answer; - is standard input; without it, inputs are read from --input',
    );
  addSettings(command, [
    'modules',
    'allowChangedModules',
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
    .option(
      '--input <file>',
      'read inputs from a CSV, TSV, JSONL or JSON file, or from the lines of a text; - is standard input (default: -)',
    )
    .addOption(
      new Option(
        '--input-format <format>',
        'how the inputs are written (default: as the file is named)',
      ).choices(inputFormats),
    )
    .option('--jsonl', 'the same as --input-format jsonl')
    .option(
      '--column <name>',
      'the column with the inputs (default: the one that the network was trained on, else input, else the only one)',
    )
    .option(
      '--encoding <name>',
      'the encoding of the inputs, such as windows-1252 (default: UTF-8, or UTF-16 if the bytes show it)',
    )
    .option('--output <file>', 'write predictions to a file (default: standard output)')
    .option('--force', 'replace an output file that exists')
    .addOption(
      new Option(
        '--format <format>',
        'how predictions are written (default: as the output file is named, else text)',
      ).choices(predictionFormats),
    )
    .option(
      '--json',
      'the same as --format jsonl: input, output, hiddenTexts in a JSON object a line',
    )
    .action(
      async (
        network: string,
        inputs: readonly string[],
        options: CacheFlags & {
          readonly input?: string;
          readonly inputFormat?: InputFormat;
          readonly jsonl?: boolean;
          readonly column?: string;
          readonly encoding?: string;
          readonly output?: string;
          readonly force?: boolean;
          readonly format?: PredictionFormat;
          readonly json?: boolean;
        },
      ) => {
        const { predict } = await import('./predict.ts');
        const { input, inputFormat, jsonl = false, format, json = false } = options;
        const flags = readFlags(command);
        await predict({
          network,
          inputs,
          inputFile: input,
          inputFormat: inputFormat ?? (jsonl ? 'jsonl' : undefined),
          column: options.column,
          encoding: options.encoding,
          outputFile: options.output,
          format: format ?? (json ? 'jsonl' : undefined),
          isForced: options.force ?? false,
          flags,
          cache: options,
          surroundings,
        });
      },
    );
}
