import { open } from 'node:fs/promises';

import { createModelFileError } from './create-model-file-error.ts';

/** Magic, version, number of tensors, number of metadata entries. */
const HEADER_BYTES = 24;

/** The latest version of the format. */
const LATEST_VERSION = 3;

/** First bytes of other file types, with the message for each. */
const OTHER_FILES: readonly { readonly start: string; readonly reason: string }[] = [
  {
    start: 'version https://git-lfs',
    reason:
      'is the placeholder of a file in Git LFS, not the file. Run `git lfs pull`, or ' +
      'download the model.',
  },
  {
    start: 'PK',
    reason:
      'is a zip archive or a PyTorch checkpoint, not a GGUF file. Convert the model with ' +
      'llama.cpp’s convert_hf_to_gguf.py.',
  },
];

/**
 * Checks the first bytes of a model file, to report a wrong file in one line.
 *
 * @throws LocalModelError if the file is missing or does not start as a GGUF file does
 */
export async function checkModelFile(path: string): Promise<void> {
  const header = await readHeader(path);
  const start = header.toString('latin1');
  if (header.length === 0) throw createModelFileError({ path, reason: 'is empty.' });
  if (!start.startsWith('GGUF'.slice(0, header.length))) {
    const other = OTHER_FILES.find((file) => start.startsWith(file.start));
    const reason =
      `is not a GGUF file: it begins with ${JSON.stringify(start.slice(0, 4))}. Use a model in ` +
      'llama.cpp’s format.';
    throw createModelFileError({ path, reason: other?.reason ?? reason });
  }
  if (header.length < HEADER_BYTES) {
    const reason = `is truncated: it ends after ${header.length} bytes. Download it again.`;
    throw createModelFileError({ path, reason });
  }
  const version = header.readUInt32LE(4);
  if (version < 1 || version > LATEST_VERSION) {
    const reason = `is a GGUF file of version ${version}; supported: versions 1 to ${LATEST_VERSION}.`;
    throw createModelFileError({ path, reason });
  }
}

/** Reads the first bytes of a file, or the whole of a shorter one. */
async function readHeader(path: string): Promise<Buffer> {
  try {
    await using file = await open(path);
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
    throw createModelFileError({ path, reason: describeFailure(code), cause });
  }
}

function describeFailure(code: string): string {
  if (code === 'ENOENT') return 'no such file. Pass the path of an existing GGUF file.';
  if (code === 'EISDIR') return 'is a folder. Pass the GGUF file in it.';
  return `cannot be read (${code}). Pass a readable GGUF file.`;
}
