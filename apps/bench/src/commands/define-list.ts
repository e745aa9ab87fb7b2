import type { Command } from 'commander';
import { listExperiments, loadExperiment } from '../experiments/load-experiment.ts';
import { paperVariant } from '../cells/plan-cells.ts';
import { print } from '../running/print.ts';

/** `bench list`: lists the experiments with their rows, datasets and variants. */
export function defineList(program: Command): void {
  program
    .command('list')
    .description('Lists the experiments.')
    .action(async () => {
      const names = await listExperiments();
      const entries = await Promise.all(
        names.map(async (name) => {
          const { title, datasets, rows, variants } = await loadExperiment(name);
          return [
            `${name.padEnd(9)} ${title}`,
            `          rows      ${Object.keys(rows).join(', ')}`,
            `          datasets  ${Object.keys(datasets).join(', ')}`,
            `          variants  ${[paperVariant, ...Object.keys(variants)].join(', ')}`,
          ].join('\n');
        }),
      );
      print(entries.join('\n\n'));
    });
}
