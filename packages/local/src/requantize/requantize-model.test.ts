import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { readGgufLayout } from './gguf-layout.ts';
import { fromHalf, Q4_1_BYTES, toHalf, toQ80 } from './quantized-blocks.ts';
import { requantizeModel } from './requantize-model.ts';

const folder = await mkdtemp(join(tmpdir(), 'requantize-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A block with the weights minimum + scale · (0, 1, … 15, 15, … 1, 0). */
function block(scale: number, minimum: number): Buffer {
  const bytes = Buffer.alloc(Q4_1_BYTES);
  bytes.writeUInt16LE(toHalf(scale), 0);
  // toHalf takes no negative numbers: the sign is the highest bit.
  bytes.writeUInt16LE(toHalf(Math.abs(minimum)) | (minimum < 0 ? 0x8000 : 0), 2);
  for (let index = 0; index < 16; index++) bytes[4 + index] = index | ((15 - index) << 4);
  return bytes;
}

function weightsOf(q80: Buffer): readonly number[] {
  const scale = fromHalf(q80.readUInt16LE(0));
  return Array.from({ length: 32 }, (_, index) => scale * q80.readInt8(2 + index));
}

const text = (value: string): Buffer => {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(value.length));
  return Buffer.concat([length, Buffer.from(value)]);
};
const numbers = (...values: readonly bigint[]): Buffer =>
  Buffer.from(BigUint64Array.from(values).buffer);
const number = (value: number): Buffer => Buffer.from(Uint32Array.of(value).buffer);

/** A file with a Q4_1 tensor of one block and a float tensor of two numbers. */
function ggufFile(firstType = 3): Buffer {
  const head = Buffer.concat([
    Buffer.from('GGUF'),
    number(3),
    numbers(2n, 1n),
    Buffer.concat([text('general.name'), number(8), text('tiny')]),
    Buffer.concat([text('a'), number(1), numbers(32n), number(firstType), numbers(0n)]),
    Buffer.concat([text('b'), number(1), numbers(2n), number(0), numbers(32n)]),
  ]);
  const pad = (bytes: Buffer): Buffer =>
    Buffer.concat([bytes, Buffer.alloc((32 - (bytes.length % 32)) % 32)]);
  const floats = Buffer.from(Float32Array.of(1.5, -2).buffer);
  return Buffer.concat([pad(head), pad(block(0.5, -4)), pad(floats)]);
}

describe('toQ80', () => {
  it('keeps each weight to 1/254 of the largest of its block', () => {
    const weights = weightsOf(toQ80(block(0.5, -4)));
    const expected = Array.from({ length: 32 }, (_, at) => -4 + 0.5 * (at < 16 ? at : 31 - at));
    for (const [index, weight] of weights.entries())
      expect(Math.abs(weight - (expected[index] ?? NaN))).toBeLessThan(4 / 254 + 0.003);
  });

  it('keeps a block of zeros', () => {
    expect(weightsOf(toQ80(block(0, 0)))).toEqual(Array.from({ length: 32 }, () => 0));
  });
});

it('reads the half precision that it writes', () => {
  for (const value of [0, 2 ** -24, 2 ** -14, 0.1, 1, 1.9999, 65504])
    expect(Math.abs(fromHalf(toHalf(value)) - value)).toBeLessThanOrEqual(value * 2 ** -11);
});

describe('requantizeModel', () => {
  it('converts Q4_1 tensors, and leaves the others and the metadata as they are', async () => {
    const [from, to] = [join(folder, 'a.gguf'), join(folder, 'b.gguf')];
    await writeFile(from, ggufFile());
    expect(await requantizeModel({ from, to })).toBe(1);
    const bytes = await readFile(to);
    const { tensors, dataStart, head } = readGgufLayout(to, bytes);
    expect(Buffer.from(head).toString('latin1')).toContain('general.name');
    expect(tensors.map(({ name, type, offset }) => [name, type, offset])).toEqual([
      ['a', 8, 0],
      ['b', 0, 64],
    ]);
    expect(bytes.subarray(dataStart, dataStart + 34)).toEqual(toQ80(block(0.5, -4)));
    expect(bytes.readFloatLE(dataStart + 64)).toBe(1.5);
    expect(bytes.readFloatLE(dataStart + 68)).toBe(-2);
  });

  it('refuses a file without such tensors, and a damaged one', async () => {
    const file = join(folder, 'c.gguf');
    await writeFile(file, ggufFile(2));
    await expect(requantizeModel({ from: file, to: file })).rejects.toThrow(
      'has no tensor in the format Q4_1',
    );
    await writeFile(file, ggufFile().subarray(0, 80));
    await expect(requantizeModel({ from: file, to: file })).rejects.toThrow(
      expect.objectContaining({ code: 'invalid-model-file' }),
    );
  });
});
