import { link, open, rename, rm, stat } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { createOutputPathError } from '../files/create-output-path-error.ts';

const setting = 'the file of replies';

/** Lines are joined up to this length before they are written. */
const BLOCK_LENGTH = 64 * 1024;

/**
 * Writes the lines of a bundle to a new file, compressed if its name ends in `.gz`. The file has
 * its name only when it is whole, so an interrupted export does not stand in the way of the next.
 *
 * @throws RunFileError if the file is there already or cannot be written
 * @throws the signal's reason when it aborts; then there is no file
 */
export async function writeBundleFile(
  file: string,
  lines: Iterable<string>,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const unfinished = `${file}.unfinished-${randomBytes(4).toString('hex')}`;
  try {
    if (await exists(file)) throw new Error('the file exists');
    const target = (await open(unfinished, 'wx')).createWriteStream();
    try {
      const source = Readable.from(inBlocks(lines), { objectMode: false });
      const options = { signal };
      if (file.endsWith('.gz')) await pipeline(source, createGzip(), target, options);
      else await pipeline(source, target, options);
      await moveToNew(unfinished, file);
    } finally {
      await rm(unfinished, { force: true });
    }
  } catch (cause) {
    signal?.throwIfAborted();
    throw createOutputPathError({ path: file, setting, cause });
  }
}

/** Blocks of lines. Lets signals and other work through after each. */
async function* inBlocks(lines: Iterable<string>): AsyncGenerator<Buffer> {
  let block = '';
  for (const line of lines) {
    block += line;
    if (block.length < BLOCK_LENGTH) continue;
    yield Buffer.from(block);
    block = '';
    await new Promise((resume) => setImmediate(resume));
  }
  if (block !== '') yield Buffer.from(block);
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** Gives a file a name that no file has. */
async function moveToNew(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') throw error;
    // This file system has no hard links.
    if (await exists(to)) throw new Error('the file exists', { cause: error });
    await rename(from, to);
  }
}
