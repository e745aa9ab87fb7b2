import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { Scalar } from './scalar.ts';

/*
 * The messages of TensorBoard's event files that a scalar takes
 * (tensorboard/compat/proto/event.proto and summary.proto): Event { double wall_time = 1; int64
 * step = 2; string file_version = 3; Summary summary = 5; } Summary { repeated Value value = 1; },
 * Value { string tag = 1; float simple_value = 2; }
 */

/** The message that an event file begins with. */
export function encodeVersion(wallTimeInSeconds: number): Uint8Array {
  return new BinaryWriter()
    .tag(1, WireType.Bit64)
    .double(wallTimeInSeconds)
    .tag(3, WireType.LengthDelimited)
    .string('brain.Event:2')
    .finish();
}

/** The message of one scalar. */
export function encodeScalar({ tag, step, value }: Scalar, wallTimeInSeconds: number): Uint8Array {
  return new BinaryWriter()
    .tag(1, WireType.Bit64)
    .double(wallTimeInSeconds)
    .tag(2, WireType.Varint)
    .int64(step)
    .tag(5, WireType.LengthDelimited)
    .fork()
    .tag(1, WireType.LengthDelimited)
    .fork()
    .tag(1, WireType.LengthDelimited)
    .string(tag)
    .tag(2, WireType.Bit32)
    .float(value)
    .join()
    .join()
    .finish();
}

/** The scalar of a message that `encodeScalar` made; undefined for any other. */
export function decodeScalar(message: Uint8Array): Scalar | undefined {
  const reader = new BinaryReader(message);
  let [step, tag, value] = [0, undefined as string | undefined, 0];
  const read = (): void => {
    const [field, type] = reader.tag();
    if (field === 2 && type === WireType.Varint) step = Number(reader.int64());
    else if (field === 5) ({ tag, value } = decodeValue(decodeSummary(reader.bytes())));
    else reader.skip(type, field);
  };
  while (reader.pos < reader.len) read();
  return tag === undefined ? undefined : { tag, step, value };
}

function decodeSummary(summary: Uint8Array): Uint8Array {
  const reader = new BinaryReader(summary);
  reader.tag();
  return reader.bytes();
}

function decodeValue(message: Uint8Array): { readonly tag: string; readonly value: number } {
  const reader = new BinaryReader(message);
  reader.tag();
  const tag = reader.string();
  reader.tag();
  return { tag, value: reader.float() };
}
