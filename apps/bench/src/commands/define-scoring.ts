import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Command } from 'commander';
import { scoringScript } from '../bench-directory.ts';
import { parseCount } from './parse-number.ts';

/** `bench scoring`: how much of llama.cpp's own speed scoring in this process reaches. */
export function defineScoring(program: Command): void {
  program
    .command('scoring')
    .argument('[model]', 'a GGUF file, where it is not the model that ships with the project')
    .description(
      "Times the scoring of texts in this process beside llama.cpp's own evaluation of the same tokens, in turns, and sets the tokens beside the distinct prefixes. It wants idle cores.",
    )
    .option('--threads <count>', 'threads that compute', parseCount(1))
    .action(async (model: string | undefined, { threads }: { readonly threads?: number }) => {
      // In a process of its own, so that nothing else of the bench is on the cores.
      const flags = [model ?? '', ...(threads === undefined ? [] : [String(threads)])];
      const child = spawn(process.execPath, ['--conditions=@dln/source', scoringScript, ...flags], {
        stdio: 'inherit',
      });
      const [code] = (await once(child, 'exit')) as [number | null];
      process.exitCode = code ?? 1;
    });
}
