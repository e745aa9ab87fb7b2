import { type Command, InvalidArgumentError } from 'commander';
import type { Surroundings } from '../command-line/surroundings.ts';
import type { ExportFlags } from './export-studio.ts';
import type { StudioFlags } from './open-studio-page.ts';

/** `dln studio`. */
export function defineStudio(program: Command, surroundings: Surroundings): void {
  program
    .command('studio')
    .description(
      'open a local page that shows runs, live or finished: curves, candidates, prompts and hidden texts',
    )
    .summary('show runs in the browser')
    .argument('[runs]', 'a folder with runs, a run directory, or a result_data.json', 'runs')
    .option(
      '--port <number>',
      'the port to listen at; 0 takes a free one (default: 7331, or a free one)',
      parsePort,
    )
    .option(
      '--host <host>',
      'the address to listen at; other machines reach any but a loopback address, and need the token',
      '127.0.0.1',
    )
    .option(
      '--allowed-host <hosts...>',
      'other names by which browsers reach the page, as behind a proxy: studio.example:8080',
    )
    .option(
      '--export <file>',
      'write the runs into one HTML file that opens without a server, and open no page',
    )
    .option('--export-size <MB>', 'most megabytes of recorded texts in that file', parseSize, 20)
    .action(async (runs: string, flags: StudioFlags & ExportFlags) => {
      if (flags.export !== undefined) {
        const { exportStudio } = await import('./export-studio.ts');
        await exportStudio({ runs, file: flags.export, megabytes: flags.exportSize, surroundings });
        return;
      }
      const { openStudioPage } = await import('./open-studio-page.ts');
      await openStudioPage({ runs, flags, surroundings });
    });
}

function parseSize(value: string): number {
  const size = Number(value);
  if (!(size > 0) || size > 500) throw new InvalidArgumentError('Write a number up to 500.');
  return size;
}

/** Reads a port. */
export function parsePort(value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535)
    throw new InvalidArgumentError('Write a number from 0 to 65535; 0 takes a free port.');
  return port;
}
