import type { Command } from 'commander';
import type { CacheFlags } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';
import { addCacheOptions } from '../options/add-cache-options.ts';
import { addSettings } from '../options/add-settings.ts';
import { readFlags } from '../options/read-flags.ts';

interface TrainFlags extends CacheFlags {
  readonly config?: string;
  readonly json?: boolean;
  readonly dryRun?: boolean;
}

/** `dln train`. */
export function defineTrain(program: Command, surroundings: Surroundings): void {
  const command = program
    .command('train')
    .description('learn the prompts of a network from examples')
    .summary('learn the prompts of a network');
  addCacheOptions(addSettings(command))
    .optionsGroup('Output:')
    .option('--config <file>', 'read settings from YAML; flags go over it')
    .option('--dry-run', 'estimate the calls, tokens and dollars of the run, and send nothing')
    .option('--json', 'print one JSON object on standard output at the end, and nothing else there')
    .addHelpText('after', examples)
    .action(async (options: TrainFlags) => {
      const { config: configFile, json: isJson = false, dryRun = false } = options;
      const run = dryRun
        ? (await import('./dry-run.ts')).dryRun
        : (await import('./train.ts')).train;
      await run({ flags: readFlags(command), configFile, cache: options, isJson, surroundings });
    });
}

const examples = `
Settings can also stand in a file (--config), under their names without dashes: numPSamples for
--num-p-samples. "reference" in the defaults above is what --preset reference changes.

Models are found through OPENAI_API_KEY and OPENAI_BASE_URL, or in a file (--connections-config).

Examples:
  dln train --dataset navigate --one-layer
  dln train --dataset subj --layers 2 --iters 10 --fwd-model-type my-model
  dln train --dataset subj --fwd-model-type my-model --prices prices.yaml --dry-run
  dln train --config navigate.yaml --seed 13 --json > result.json
`;
