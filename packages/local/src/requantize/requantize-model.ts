import { readFile, rename, writeFile } from 'node:fs/promises';

import { checkModelFile } from '../engine/check-model-file.ts';
import { createModelFileError } from '../engine/create-model-file-error.ts';
import { alignTo, type GgufLayout, readGgufLayout, type TensorPlace } from './gguf-layout.ts';
import { BLOCK_ELEMENTS, Q4_1_BYTES, toQ80 } from './quantized-blocks.ts';

/** Options of `requantizeModel`. */
export interface RequantizeModelOptions {
  /** Path of a GGUF file. */
  readonly from: string;
  /** Path of the new file. */
  readonly to: string;
}

const Q4_1 = 3;
const Q8_0 = 8;

/**
 * Writes a copy of a GGUF file with its Q4_1 tensors in the format Q8_0. llama.cpp multiplies
 * batches with Q8_0 two to three times as fast on CPUs; the file is half as large again. The
 * weights are those of the file, rounded to 8 bits.
 *
 * @returns the number of converted tensors
 * @throws LocalModelError if the file is missing, damaged, or has no Q4_1 tensor
 */
export async function requantizeModel({ from, to }: RequantizeModelOptions): Promise<number> {
  await checkModelFile(from);
  const bytes = await readFile(from);
  const layout = readGgufLayout(from, bytes);
  const converted = layout.tensors.filter(({ type }) => type === Q4_1).length;
  if (converted === 0)
    throw createModelFileError({ path: from, reason: 'has no tensor in the format Q4_1.' });
  const unfinished = `${to}.unfinished`;
  await writeFile(unfinished, render(bytes, layout));
  await rename(unfinished, to);
  return converted;
}

function render(bytes: Buffer, { head, tensors, alignment, dataStart }: GgufLayout): Buffer {
  const data = tensors.map((tensor, index) => {
    const start = dataStart + tensor.offset;
    const end = dataStart + (tensors[index + 1]?.offset ?? bytes.length - dataStart);
    return pad(convert(bytes, tensor, { start, end }), alignment);
  });
  let offset = 0;
  const entries = tensors.map(({ head: entry, type }, index) => {
    const end = Buffer.alloc(12);
    end.writeUInt32LE(type === Q4_1 ? Q8_0 : type, 0);
    end.writeBigUInt64LE(BigInt(offset), 4);
    offset += data[index]?.length ?? 0;
    return Buffer.concat([entry, end]);
  });
  return Buffer.concat([pad(Buffer.concat([head, ...entries]), alignment), ...data]);
}

function convert(
  bytes: Buffer,
  { type, elements }: TensorPlace,
  { start, end }: { readonly start: number; readonly end: number },
): Buffer {
  if (type !== Q4_1) return bytes.subarray(start, end);
  return toQ80(bytes.subarray(start, start + (elements / BLOCK_ELEMENTS) * Q4_1_BYTES));
}

function pad(part: Buffer, alignment: number): Buffer {
  return Buffer.concat([part, Buffer.alloc(alignTo(part.length, alignment) - part.length)]);
}
