import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import * as zlib from 'node:zlib';
import { parquetReadObjects, type Compressors } from 'hyparquet';
import { DatasetFileError } from './dataset-file-error.ts';

/** Snappy is part of the library. */
const compressors: Compressors = {
  GZIP: (bytes) => gunzipSync(bytes),
  BROTLI: (bytes) => brotliDecompressSync(bytes),
  // Node has it from 22.15 on.
  ...('zstdDecompressSync' in zlib ? { ZSTD: (bytes) => zlib.zstdDecompressSync(bytes) } : {}),
};

/**
 * The rows of a Parquet file as JSON lines: line 3 is row 3. Integers of 64 bits keep their digits.
 *
 * @throws DatasetFileError if the bytes are not a Parquet file, or are compressed in another way
 */
export async function parquetToJsonLines(file: string, bytes: Uint8Array): Promise<string> {
  const buffer = new Uint8Array(bytes).buffer;
  try {
    const rows = await parquetReadObjects({ file: buffer, compressors });
    return rows.map((row) => `${JSON.stringify(row, toJson)}\n`).join('');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DatasetFileError({
      file,
      problem: `cannot be read as Parquet (${reason})`,
      remedy: 'Correct it, or save it as CSV or JSONL.',
      cause,
    });
  }
}

function toJson(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}
