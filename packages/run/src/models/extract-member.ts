import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createModelStoreError } from './create-model-store-error.ts';

/** Options of `extractMember`. */
export interface ExtractMemberOptions {
  /** A zip file; Python wheels are zip files. */
  readonly archive: string;
  /** The member's name, in any folder of the archive. */
  readonly fileName: string;
  readonly to: string;
}

/**
 * Extracts one file from a zip archive. Returns a description of the source.
 *
 * @throws RunFileError if the archive cannot be read or does not contain the file
 */
export async function extractMember(options: ExtractMemberOptions): Promise<string> {
  const { archive, fileName, to } = options;
  const { openPromise } = await import('yauzl');
  try {
    const zip = await openPromise(archive);
    try {
      for await (const entry of zip.eachEntry()) {
        if (entry.fileName.split('/').at(-1) !== fileName) continue;
        await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(to));
        return `${entry.fileName} in ${archive}`;
      }
    } finally {
      zip.close();
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw createModelStoreError({
      subject: archive,
      problem: `cannot be read (${reason})`,
      remedy: 'Download it again.',
      cause,
    });
  }
  throw createModelStoreError({
    subject: archive,
    problem: `does not contain ${fileName}`,
    remedy: 'Give the wheel that contains this file.',
  });
}
