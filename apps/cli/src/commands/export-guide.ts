import { writeFile } from 'node:fs/promises';
import { createOutputPathError } from '@dln/run';
import { exportRatings, formatExamples, NOTHING_TO_EXPORT, readGuide } from '@dln/studio';
import type { Surroundings } from '../command-line/surroundings.ts';
import { InputError } from './input-error.ts';

/**
 * Writes a session of human feedback as a dataset. It needs no page, and reads a session that is
 * open elsewhere as well.
 *
 * @throws InputError without a session or an example, and if the file exists
 */
export async function exportGuide({
  directory,
  file,
  surroundings: { stdout, stderr },
}: {
  readonly directory: string;
  /** `-` is standard output. */
  readonly file: string;
  readonly surroundings: Pick<Surroundings, 'stdout' | 'stderr'>;
}): Promise<void> {
  const state = await readGuide(directory);
  if (!state) throw new InputError(`There is no session in ${directory}. Name its folder.`);
  const examples = exportRatings(state);
  if (examples.length === 0) throw new InputError(NOTHING_TO_EXPORT);
  const text = formatExamples(examples);
  if (file === '-') stdout.write(text);
  else await writeNew(file, text);
  const others = state.started.inputs.length - examples.length;
  stderr.write(
    `${examples.length} of ${state.started.inputs.length} inputs are exported${others > 0 ? '; others have no label and no preferred output' : ''}.\n`,
  );
}

async function writeNew(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')
      throw new InputError(`${file} exists. Name another file for the export.`, { cause });
    throw createOutputPathError({ path: file, setting: '--export', cause });
  }
}
