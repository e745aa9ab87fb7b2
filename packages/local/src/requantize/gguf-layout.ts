import { checkGgufForm } from '../gguf/check-header.ts';
import { createModelFileError } from '../engine/create-model-file-error.ts';

/** A tensor of a GGUF file. */
export interface TensorPlace {
  /** Of the tensor's entry in the file's header: name and dimensions. */
  readonly head: Uint8Array;
  readonly name: string;
  readonly elements: number;
  /** Number of the tensor's type in the format. */
  readonly type: number;
  /** From the start of the data. */
  readonly offset: number;
}

/** Offsets of the parts of a GGUF file. */
export interface GgufLayout {
  /** The header without the entries of the tensors. */
  readonly head: Uint8Array;
  readonly tensors: readonly TensorPlace[];
  readonly alignment: number;
  /** Offset of the data of the tensors. */
  readonly dataStart: number;
}

const DEFAULT_ALIGNMENT = 32;
const STRING = 8;
const ARRAY = 9;
const UINT32 = 4;

/** Bytes of a metadata value by its type. */
const VALUE_BYTES: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [1, 1],
  [2, 2],
  [3, 2],
  [4, 4],
  [5, 4],
  [6, 4],
  [7, 1],
  [10, 8],
  [11, 8],
  [12, 8],
]);

/**
 * Reads the layout of a GGUF file of version 2 or 3.
 *
 * @throws LocalModelError if the file is damaged
 */
export function readGgufLayout(path: string, bytes: Buffer): GgufLayout {
  // Lengths are checked first: the loops below trust them.
  checkGgufForm(path);
  let at = 8;
  const uint32 = (): number => bytes.readUInt32LE((at += 4) - 4);
  const uint64 = (): number => Number(bytes.readBigUInt64LE((at += 8) - 8));
  const string = (): string => {
    const length = uint64();
    return bytes.toString('utf8', at, (at += length));
  };
  const skip = (type: number): void => {
    if (type === STRING) string();
    else if (type === ARRAY) {
      const [itemType, count] = [uint32(), uint64()];
      for (let index = 0; index < count; index++) skip(itemType);
    } else {
      const size = VALUE_BYTES.get(type);
      if (size === undefined) throw new RangeError(`metadata of the unknown type ${type}`);
      at += size;
    }
  };
  try {
    const [tensorCount, entryCount] = [uint64(), uint64()];
    let alignment = DEFAULT_ALIGNMENT;
    for (let entry = 0; entry < entryCount; entry++) {
      const key = string();
      const type = uint32();
      if (key === 'general.alignment' && type === UINT32) alignment = bytes.readUInt32LE(at);
      skip(type);
    }
    const headEnd = at;
    const tensors = Array.from({ length: tensorCount }, (): TensorPlace => {
      const start = at;
      const name = string();
      const shape = Array.from({ length: uint32() }, uint64);
      const head = bytes.subarray(start, at);
      const elements = shape.reduce((product, length) => product * length, 1);
      return { head, name, elements, type: uint32(), offset: uint64() };
    });
    const dataStart = alignTo(at, alignment);
    return { head: bytes.subarray(0, headEnd), tensors, alignment, dataStart };
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw createModelFileError({ path, reason: `is damaged: ${cause.message}.`, cause });
  }
}

/** The next multiple of the alignment. */
export function alignTo(position: number, alignment: number): number {
  return Math.ceil(position / alignment) * alignment;
}
