import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root } from '../bootstrap.mjs';
import { succeed } from './succeed.mjs';

const DENO = 'deno@2.9.6';

/**
 * Runs the cells of the example notebook under Deno, with the packages of a project.
 *
 * @param {string} folder a project with the packages
 */
export async function checkNotebook(folder) {
  console.log('running the notebook under Deno');
  const notebook = join(root, 'examples/notebook/train.ipynb');
  /** @type {{ cells: readonly { cell_type: string, source: readonly string[] }[] }} */
  const { cells } = JSON.parse(readFileSync(notebook, 'utf8'));
  const code = cells
    .filter((cell) => cell.cell_type === 'code')
    .map(({ source }) => source.join(''));
  writeFileSync(join(folder, 'notebook.ts'), code.join('\n'));
  const deno = [...npm(), 'exec', '--yes', `--package=${DENO}`, '--', 'deno'];
  const flags = ['--allow-all', '--node-modules-dir=manual', '--no-check'];
  const output = await succeed([...deno, 'run', ...flags, 'notebook.ts'], folder);
  if (!/\ntest \d\.\d\d → \d\.\d\d\n.+ → (yes|no)\n$/i.test(output))
    throw new Error(`the notebook printed ${output}`);
}
