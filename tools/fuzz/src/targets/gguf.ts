import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkGgufHeader } from '@dln/local';
import { mutateBytes } from '../mutate.ts';
import type { FuzzTarget } from '../target.ts';

/** Headers of model files, which are checked before the engine reads them. */
export const gguf: FuzzTarget = {
  name: 'gguf',
  longCount: 283,
  run: ({ random, folder }) => {
    const file = join(folder, 'model.gguf');
    const header = createHeader();
    writeFileSync(file, mutateBytes(random, header, header.length - 64));
    checkGgufHeader(file);
  },
};

/** A header with the keys of a small llama, and one tensor. */
function createHeader(): Buffer {
  const u32 = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
  };
  const u64 = (value: number): Buffer => Buffer.concat([u32(value), u32(0)]);
  const text = (value: string): Buffer => Buffer.concat([u64(value.length), Buffer.from(value)]);
  const number = (key: string, value: number): Buffer =>
    Buffer.concat([text(key), u32(4), u32(value)]);
  const entries = [
    Buffer.concat([text('general.architecture'), u32(8), text('llama')]),
    number('llama.block_count', 2),
    number('llama.embedding_length', 32),
    number('llama.attention.head_count', 2),
    number('tokenizer.ggml.eos_token_id', 1),
    Buffer.concat([
      ...[text('tokenizer.ggml.tokens'), u32(9), u32(8), u64(3)],
      ...['a', 'b', 'c'].map(text),
    ]),
    Buffer.concat([
      ...[text('tokenizer.ggml.token_type'), u32(9), u32(5), u64(3)],
      ...[1, 1, 1].map(u32),
    ]),
  ];
  const tensor = Buffer.concat([text('output_norm.weight'), u32(1), u64(8), u32(0), u64(0)]);
  const head = [Buffer.from('GGUF'), u32(3), u64(1), u64(entries.length), ...entries, tensor];
  const bytes = Buffer.concat(head);
  return Buffer.concat([bytes, Buffer.alloc((32 - (bytes.length % 32)) % 32), Buffer.alloc(32)]);
}
