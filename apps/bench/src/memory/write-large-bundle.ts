import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

const BLOCK_LENGTH = 64 * 1024;

/** Writes a file of exported replies. */
export async function writeLargeBundle(file: string, count: number): Promise<void> {
  const hash = createHash('sha256');
  const target = createWriteStream(file);
  const write = async (text: string): Promise<void> => {
    if (!target.write(text)) await once(target, 'drain');
  };
  const line = (value: unknown): string => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    return text;
  };
  let block = line({ format: 'dln-replies', version: 1, run: null });
  for (let at = 0; at < count; at++) {
    const key = createHash('sha256').update(String(at)).digest('base64');
    const usage = { promptTokens: 300 + (at % 100), completionTokens: 0 };
    block += line({ key, reply: { logProbabilities: [-at / 1000, -0.25, -1.5], usage } });
    if (block.length < BLOCK_LENGTH) continue;
    await write(block);
    block = '';
  }
  await write(`${block}${JSON.stringify({ replies: count, sha256: hash.digest('hex') })}\n`);
  target.end();
  await finished(target);
}
