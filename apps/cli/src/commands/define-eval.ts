import type { Command } from 'commander';
import type { CacheFlags } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';
import { addCacheOptions } from '../options/add-cache-options.ts';
import { addSettings } from '../options/add-settings.ts';
import { readFlags } from '../options/read-flags.ts';
import { capNames, promptSettingNames } from '../options/setting-groups.ts';
import { InputError } from './input-error.ts';

interface EvalOptions extends CacheFlags {
  readonly split?: string;
  readonly examples?: string;
  readonly verify?: boolean;
  readonly within?: string;
  readonly minAccuracy?: string;
  readonly json?: boolean;
  readonly force?: boolean;
}

/** `dln eval`. */
export function defineEval(program: Command, surroundings: Surroundings): void {
  const command = program
    .command('eval')
    .description(
      'measure the accuracy of a trained network, or of prompts given here, on one split of a dataset',
    )
    .summary('measure a network on a dataset')
    .argument('[network]', 'a network.json or a run directory; without it, prompts are given here');
  addSettings(command, [
    'preset',
    'seed',
    'dataset',
    'dataDir',
    'datasetInfo',
    'maxTrainSize',
    'maxDevSize',
    'maxTestSize',
    ...promptSettingNames,
    'lossFunction',
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
    .optionsGroup('Output:')
    .option('--split <name>', 'train, dev or test (default: test)')
    .option(
      '--examples <file>',
      'write each example with its answer: CSV if the name ends in .csv, else a JSON object per line',
    )
    .option('--force', 'replace a file of examples that exists')
    .option(
      '--verify',
      'ask again what was asked when the network was saved, and refuse other answers',
    )
    .option(
      '--within <share>',
      'with --verify: how far the accuracy, and the share of recorded answers that are others, may be off (default: 0)',
    )
    .option(
      '--min-accuracy <share>',
      'exit with status 1 if the accuracy is lower, such as 0.8; for checks of pull requests',
    )
    .option('--json', 'print one JSON object')
    .action(async (network: string | undefined, options: EvalOptions) => {
      const { json = false, within } = options;
      const flags = readFlags(command);
      if (options.verify === true) {
        const { verify } = await import('./verify.ts');
        if (
          network === undefined ||
          (options.split ?? options.examples ?? options.minAccuracy) !== undefined
        )
          throw new InputError(
            '--verify takes a network.json or a run directory, and none of --split, --examples and --min-accuracy: it compares what was recorded.',
          );
        const own = {
          network,
          tolerance: within ?? '0',
          isJson: json,
          flags,
          cache: options,
          surroundings,
        };
        await verify(own);
        return;
      }
      if (within !== undefined)
        throw new InputError('--within sets the tolerance of --verify; give both.');
      const { evaluate } = await import('./evaluate.ts');
      const { split = 'test', examples, force = false, minAccuracy } = options;
      await evaluate({
        network,
        split,
        examples,
        isForced: force,
        minAccuracy,
        isJson: json,
        flags,
        cache: options,
        surroundings,
      });
    });
}
