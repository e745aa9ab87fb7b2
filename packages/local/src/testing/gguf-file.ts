/** A metadata value with the type it is written as. */
export type GgufValue =
  | { readonly uint32: number }
  | { readonly float32: number }
  | { readonly boolean: boolean }
  | { readonly string: string }
  | { readonly strings: readonly string[] }
  | { readonly int32s: readonly number[] };

/** A tensor. Its first dimension is the contiguous one. */
export interface GgufTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array | Uint16Array;
}

const TYPES = { uint32: 4, int32: 5, float32: 6, boolean: 7, string: 8, array: 9 };
const FLOAT32 = 0;
const FLOAT16 = 1;
const ALIGNMENT = 32;

/** Writes a GGUF file, version 3. Reads 16-bit numbers as half-precision. */
export function writeGguf(
  metadata: Readonly<Record<string, GgufValue>>,
  tensors: readonly GgufTensor[],
): Uint8Array {
  const entries = Object.entries(metadata);
  const data = tensors.map((tensor) => pad(toBytes(tensor.data)));
  let offset = 0;
  const infos = tensors.map(({ name, shape, data: numbers }, index) => {
    const type = numbers instanceof Uint16Array ? FLOAT16 : FLOAT32;
    const info = [
      string(name),
      uint32(shape.length),
      ...shape.map(uint64),
      uint32(type),
      uint64(offset),
    ];
    offset += data[index]?.length ?? 0;
    return Buffer.concat(info);
  });
  const head = Buffer.concat([
    Buffer.from('GGUF'),
    uint32(3),
    uint64(tensors.length),
    uint64(entries.length),
    ...entries.map(([key, value]) => Buffer.concat([string(key), entry(value)])),
    ...infos,
  ]);
  return Buffer.concat([pad(head), ...data]);
}

function entry(value: GgufValue): Buffer {
  if ('uint32' in value) return Buffer.concat([uint32(TYPES.uint32), uint32(value.uint32)]);
  if ('float32' in value) {
    return Buffer.concat([uint32(TYPES.float32), toBytes(new Float32Array([value.float32]))]);
  }
  if ('boolean' in value) return Buffer.from([TYPES.boolean, 0, 0, 0, Number(value.boolean)]);
  if ('string' in value) return Buffer.concat([uint32(TYPES.string), string(value.string)]);
  return 'strings' in value
    ? array(TYPES.string, value.strings.map(string))
    : array(TYPES.int32, value.int32s.map(uint32));
}

function array(type: number, items: readonly Buffer[]): Buffer {
  return Buffer.concat([uint32(TYPES.array), uint32(type), uint64(items.length), ...items]);
}

function string(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([uint64(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}

function uint64(value: number): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(BigInt(value));
  return buffer;
}

function toBytes(numbers: Float32Array | Uint16Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

function pad(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((ALIGNMENT - (bytes.length % ALIGNMENT)) % ALIGNMENT)]);
}
