import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OpenRunFile } from '../files/open-run-file.ts';
import { redact, secretMargin } from '../files/redact.ts';
import { parseRange, type ByteRange } from './parse-range.ts';
import { textAnswer } from './answer.ts';
import { writeChunk } from './write-chunk.ts';

const CHUNK_BYTES = 256 * 1024;

/**
 * Sends the bytes of a file that a request's `Range` asks for, a chunk at a time, with secrets
 * overwritten.
 */
export async function sendFileRange(
  request: IncomingMessage,
  response: ServerResponse,
  {
    file,
    type,
    secrets,
  }: { readonly file: OpenRunFile; readonly type: string; readonly secrets: readonly string[] },
): Promise<void> {
  const { size } = file;
  const wanted = parseRange(request.headers.range, size);
  if (wanted === 'unsatisfiable') {
    response.setHeader('content-range', `bytes */${size}`);
    return textAnswer(416, `The file has ${size} bytes.`)(response, request);
  }
  const { range, isPartial } = wanted;
  response.writeHead(isPartial ? 206 : 200, {
    'content-type': type,
    'content-length': range.end - range.start,
    'accept-ranges': 'bytes',
    'last-modified': new Date(file.modified).toUTCString(),
    ...(isPartial ? { 'content-range': `bytes ${range.start}-${range.end - 1}/${size}` } : {}),
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  for (let start = range.start; start < range.end; start += CHUNK_BYTES) {
    const end = Math.min(range.end, start + CHUNK_BYTES);
    const bytes = await readRedacted(file, { start, end }, secrets);
    // The file has shrunk: the promised length cannot be kept.
    if (bytes.length < end - start) {
      response.destroy();
      return;
    }
    if (!(await writeChunk(response, bytes))) return;
  }
  response.end();
}

/** Reads somewhat more on both sides, so that a secret at an edge is seen whole. */
async function readRedacted(
  { handle }: OpenRunFile,
  { start, end }: ByteRange,
  secrets: readonly string[],
): Promise<Buffer> {
  const margin = secretMargin(secrets);
  const before = Math.min(margin, start);
  const buffer = Buffer.allocUnsafe(before + (end - start) + margin);
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, start - before);
  const bytes = redact(buffer.subarray(0, bytesRead), secrets);
  return bytes.subarray(before, Math.min(bytes.length, before + (end - start)));
}
