import { open, readFile, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, gunzipSync } from 'node:zlib';
import { createOutputPathError } from '../files/create-output-path-error.ts';
import { createBundleError } from './create-bundle-error.ts';

/**
 * Writes the lines of a bundle to a new file, compressed where its name ends in `.gz`.
 *
 * @throws RunFileError if the file is there already or cannot be written
 */
export async function writeBundleFile(file: string, lines: Iterable<string>): Promise<void> {
  try {
    const target = (await open(file, 'wx')).createWriteStream();
    try {
      const source = Readable.from(lines);
      if (file.endsWith('.gz')) await pipeline(source, createGzip(), target);
      else await pipeline(source, target);
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    }
  } catch (cause) {
    throw createOutputPathError({ path: file, setting: 'the file of replies', cause });
  }
}

/** The two bytes that compressed files begin with, however they are called. */
const gzipStart = [0x1f, 0x8b] as const;

/**
 * The text of a bundle's file.
 *
 * @throws RunFileError if it cannot be read or unpacked
 */
export async function readBundleFile(file: string): Promise<string> {
  try {
    const bytes = await readFile(file);
    const isCompressed = gzipStart.every((byte, at) => bytes[at] === byte);
    return (isCompressed ? gunzipSync(bytes) : bytes).toString();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw createBundleError(file, reason, { cause });
  }
}
