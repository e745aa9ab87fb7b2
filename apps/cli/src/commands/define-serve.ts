import type { Command } from 'commander';
import type { CacheFlags } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';
import { addCacheOptions } from '../options/add-cache-options.ts';
import { addSettings } from '../options/add-settings.ts';
import { readFlags } from '../options/read-flags.ts';
import { capNames } from '../options/setting-groups.ts';
import { parsePort } from './define-studio.ts';
import type { ServeFlags } from './serve.ts';

/** `dln serve`. */
export function defineServe(program: Command, surroundings: Surroundings): void {
  const command = program
    .command('serve')
    .description(
      'serve a trained network, or a bare model, as an OpenAI-compatible endpoint on this machine',
    )
    .summary('serve a network or a model as an OpenAI endpoint')
    .argument('[network]', 'a network.json or a run directory; without it, --model is served bare');
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
    .optionsGroup('Server:')
    .option('--port <number>', 'the port to listen at (default: 7332, or a free one)', parsePort)
    .option(
      '--host <host>',
      'the address to listen at; other machines reach any but a loopback address, and need the token',
      '127.0.0.1',
    )
    .option(
      '--allowed-host <hosts...>',
      'other names by which clients reach the server, as behind a proxy: models.example:8080',
    )
    .option(
      '--token-file <file>',
      'a file with the token that clients send as their API key (default: none on a loopback address, else a new one, which is printed)',
    )
    .option(
      '--name <name>',
      'the name that clients send as the model (default: that of the run or the model)',
    )
    .action(async (network: string | undefined, options: CacheFlags & ServeFlags) => {
      const { serve } = await import('./serve.ts');
      await serve({ network, options, flags: readFlags(command), cache: options, surroundings });
    });
}
