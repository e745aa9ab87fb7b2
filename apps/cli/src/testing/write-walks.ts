import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes a small dataset into a folder: does a walk of N steps end at its start? (It does if the
 * number is even.))
 *
 * @returns the path of its description, for `--dataset`
 */
export async function writeWalks(folder: string): Promise<string> {
  const rows = Array.from({ length: 24 }, (_, steps) => {
    // A third of the labels contradict the rule, so that there is something to fix.
    const isEven = steps % 2 === 0;
    return `Walk ${steps} steps.,${isEven === (steps % 3 !== 0) ? 'yes' : 'no'}`;
  });
  await writeFile(join(folder, 'walks.csv'), `${['input,target', ...rows].join('\n')}\n`);
  const path = join(folder, 'walks.yaml');
  await writeFile(
    path,
    'instruction: Does the walk end where it began?\nclasses: [yes|Yes, no|No]\nfile: walks.csv\n',
  );
  return path;
}
