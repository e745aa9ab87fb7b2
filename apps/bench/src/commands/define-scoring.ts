import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Command } from 'commander';
import { scoringScript } from '../bench-directory.ts';
import { parseCount } from './parse-number.ts';

interface ScoringOptions {
  readonly threads?: number;
  readonly inputs: number;
  readonly rounds: number;
}

/** `bench scoring`: compares in-process scoring with llama.cpp's own speed. */
export function defineScoring(program: Command): void {
  program
    .command('scoring')
    .argument('[model]', 'a GGUF file (default: the embedded model)')
    .description(
      "Times in-process scoring against llama.cpp's own evaluation of the same tokens, " +
        'alternating, and compares the tokens with the distinct prefixes. Run it on idle cores.',
    )
    .option('--threads <count>', 'threads to compute with', parseCount(1))
    .option('--inputs <count>', 'inputs of the grid; fewer for a large model', parseCount(1), 20)
    .option('--rounds <count>', 'rounds; the best one counts', parseCount(1), 5)
    .action(async (model: string | undefined, options: ScoringOptions) => {
      const { threads = '', inputs, rounds } = options;
      // In a separate process, so that the bench itself does not use the cores.
      const flags = [model ?? '', String(threads), String(inputs), String(rounds)];
      const child = spawn(process.execPath, ['--conditions=@dln/source', scoringScript, ...flags], {
        stdio: 'inherit',
      });
      const [code] = (await once(child, 'exit')) as [number | null];
      process.exitCode = code ?? 1;
    });
}
