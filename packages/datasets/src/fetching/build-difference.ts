import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { atDisk } from './at-disk.ts';
import { renderExamples } from '../files/render-examples.ts';
import type { SubtractedFile } from './published-file.ts';
import { subtractExamples } from './subtract-examples.ts';

/** Paths and texts for `buildDifference`. */
export interface BuildRequest {
  readonly published: SubtractedFile;
  /** The source of the task, for messages. */
  readonly url: string;
  /** The downloaded task. */
  readonly taskFile: string;
  /** The file of BIG-Bench Hard. */
  readonly hardFile: string;
  /** The file to write. */
  readonly target: string;
}

/**
 * Writes a BIG-bench task without the examples of BIG-Bench Hard, atomically.
 *
 * @throws DatasetFileError if the task is not the published one, or the file cannot be written
 */
export async function buildDifference(request: BuildRequest): Promise<void> {
  const { published, url, taskFile, hardFile, target } = request;
  const remedy = 'It was not kept. Name another mirror, or none.';
  const { canary, examples } = subtractExamples({
    task: { file: url, text: await readFile(taskFile, 'utf8'), remedy },
    hard: { file: hardFile, text: await readFile(hardFile, 'utf8'), remedy },
    published,
  });
  const text = renderExamples({ canary, source: describeSource(published) }, examples);
  const unfinished = `${taskFile}.result`;
  try {
    await atDisk(target, () => writeFile(unfinished, text, { flush: true }));
    await atDisk(target, () => rename(unfinished, target));
  } finally {
    await rm(unfinished, { force: true });
  }
}

const builtSchema = z.object({ source: z.string(), examples: z.array(z.unknown()) });

/** Whether a file is complete and was written by `buildDifference`. */
export async function isDifference(file: string, published: SubtractedFile): Promise<boolean> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
  const built = builtSchema.safeParse(value);
  return built.success && built.data.source === describeSource(published);
}

function describeSource({ repository, commit, path, without }: SubtractedFile): string {
  return `${repository} ${commit} ${path}, without ${without}`;
}
