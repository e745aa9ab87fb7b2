import { type Command, Option } from 'commander';
import { exportTargets, type ExportTarget } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';

/** `dln export`. */
export function defineExport(program: Command, surroundings: Surroundings): void {
  program
    .command('export')
    .description(
      'write a trained network for other programs: its prompts as text, an OpenAI request body, a TypeScript module, or a Python file',
    )
    .summary('write a network for other programs')
    .argument('<network>', 'a network.json or a run directory')
    .addOption(
      new Option(
        '--to <form>',
        'prompt: the prompts as text; openai: the body of a request; ai-sdk: a TypeScript module whose calls fit generateText; python: a file that calls the openai package',
      )
        .choices(exportTargets)
        .makeOptionMandatory(),
    )
    .option('--output <file>', 'write to a file (default: standard output)')
    .option('--force', 'replace an output file that exists')
    .action(
      async (
        network: string,
        options: {
          readonly to: ExportTarget;
          readonly output?: string;
          readonly force?: boolean;
        },
      ) => {
        const { writeExport } = await import('./write-export.ts');
        const { to, output, force = false } = options;
        await writeExport({ network, to, outputFile: output, isForced: force, surroundings });
      },
    );
}
