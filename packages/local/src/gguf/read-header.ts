import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** What is wrong with a GGUF file. The message follows `path: `. */
export class GgufDamage extends Error {
  override readonly name = 'GgufDamage';
}

/** A list of the header. */
export interface GgufList {
  readonly type: number;
  readonly length: number;
  /** Of a list of texts: those of up to six bytes, as long as the name of a byte. */
  readonly shortTexts?: ReadonlySet<string> | undefined;
  /** Of the tokens: one that equals another up to its first NUL, where llama.cpp cuts texts. */
  readonly repeated?: string | undefined;
}

/** A metadata value; the items of long lists are not kept. */
export interface GgufEntry {
  /** Number of its type in the format. */
  readonly type: number;
  /** Of a scalar or a text. */
  readonly value?: number | bigint | string | undefined;
  /** Of a list. */
  readonly list?: GgufList | undefined;
}

/** A tensor of the header. */
export interface GgufTensorEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: number;
  readonly offset: number;
}

/** The header of a GGUF file. */
export interface GgufHeader {
  readonly entries: ReadonlyMap<string, GgufEntry>;
  readonly tensors: readonly GgufTensorEntry[];
  /** Bytes up to the end of the last tensor's entry. */
  readonly bytes: number;
  readonly fileBytes: number;
}

export const GGUF_STRING = 8;
const GGUF_ARRAY = 9;

/** The texts of the vocabulary. */
export const TOKENS = 'tokenizer.ggml.tokens';

/** Bytes of a value by its type. */
const SIZES: Readonly<Record<number, number>> = {
  ...{ 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 },
};

/** The longest text or list that a header may claim, in bytes or items; longer ones are damage. */
const MAX_LENGTH = 2 ** 32;

/** Larger than the header of any model, whose vocabularies take a few megabytes. */
const MAX_HEADER_BYTES = 256 * 1024 * 1024;
const MAX_ENTRIES = 65_536;
const MAX_TENSORS = 65_536;
const MAX_NAME_BYTES = 65_535;
const MAX_TENSOR_NAME_BYTES = 63;
const MAX_DIMENSIONS = 4;
const SHORT_BYTES = 6;
const FIRST_READ_BYTES = 64 * 1024;

/**
 * Reads the header of a GGUF file of version 2 or 3. Every length is checked against the file before
 * it is used, so that a damaged file takes no more time than a whole one.
 *
 * @throws GgufDamage
 */
export function readGgufHeader(path: string): GgufHeader {
  const file = openSync(path, 'r');
  try {
    const fileBytes = fstatSync(file).size;
    return { ...parseHeader(createReader(file, fileBytes)), fileBytes };
  } finally {
    closeSync(file);
  }
}

type Reader = ReturnType<typeof createReader>;

function parseHeader(reader: Reader): Omit<GgufHeader, 'fileBytes'> {
  if (reader.take(4).toString('latin1') !== 'GGUF') throw new GgufDamage('is no GGUF file.');
  const version = reader.uint32();
  if (version !== 2 && version !== 3)
    throw new GgufDamage(`has version ${version} of the GGUF format; versions 2 and 3 are read.`);
  const tensorCount = reader.count('tensors', MAX_TENSORS);
  const entryCount = reader.count('metadata', MAX_ENTRIES);
  const entries = new Map<string, GgufEntry>();
  for (let index = 0; index < entryCount; index++) {
    const key = reader.text(MAX_NAME_BYTES);
    checkName(key);
    if (entries.has(key)) damaged(`the key ${JSON.stringify(key)} appears twice`);
    entries.set(key, readValue(reader, key));
  }
  const names = new Set<string>();
  const tensors: GgufTensorEntry[] = [];
  for (let index = 0; index < tensorCount; index++) {
    const tensor = readTensor(reader);
    if (names.has(tensor.name)) damaged(`the tensor ${JSON.stringify(tensor.name)} appears twice`);
    names.add(tensor.name);
    tensors.push(tensor);
  }
  return { entries, tensors, bytes: reader.at() };
}

function readValue(reader: Reader, key: string): GgufEntry {
  const type = reader.uint32();
  if (type === GGUF_STRING) return { type, value: reader.text(MAX_LENGTH) };
  if (type !== GGUF_ARRAY) return { type, value: readScalar(reader, type, key) };
  const itemType = reader.uint32();
  const length = reader.length(`items of ${key}`);
  if (itemType === GGUF_STRING)
    return {
      type,
      list: { type: itemType, length, ...readTexts(reader, { length, areTokens: key === TOKENS }) },
    };
  reader.take(length * sizeOf(itemType, key));
  return { type, list: { type: itemType, length } };
}

function readTexts(
  reader: Reader,
  { length, areTokens }: { readonly length: number; readonly areTokens: boolean },
): Pick<GgufList, 'shortTexts' | 'repeated'> {
  const shortTexts = new Set<string>();
  const seen = new Set<string>();
  let repeated: string | undefined;
  for (let index = 0; index < length; index++) {
    const bytes = reader.take(reader.length('bytes of a text'));
    if (bytes.length <= SHORT_BYTES) shortTexts.add(bytes.toString('utf8'));
    if (!areTokens) continue;
    const [text = ''] = bytes.toString('latin1').split('\0', 1);
    // llama.cpp gives empty texts names of their own.
    if (text !== '' && seen.has(text)) repeated ??= bytes.toString('utf8');
    seen.add(text);
  }
  return { shortTexts, repeated };
}

function readScalar(reader: Reader, type: number, key: string): number | bigint {
  const bytes = reader.take(sizeOf(type, key));
  switch (type) {
    case 0:
      return bytes.readUInt8();
    case 1:
      return bytes.readInt8();
    case 2:
      return bytes.readUInt16LE();
    case 3:
      return bytes.readInt16LE();
    case 4:
      return bytes.readUInt32LE();
    case 5:
      return bytes.readInt32LE();
    case 6:
      return bytes.readFloatLE();
    case 7:
      if (bytes.readUInt8() > 1) damaged(`the value of ${key} is neither true nor false`);
      return bytes.readUInt8();
    case 10:
      return bytes.readBigUInt64LE();
    case 11:
      return bytes.readBigInt64LE();
    default:
      return bytes.readDoubleLE();
  }
}

function readTensor(reader: Reader): GgufTensorEntry {
  const name = reader.text(MAX_TENSOR_NAME_BYTES);
  checkName(name);
  const dimensions = reader.uint32();
  if (dimensions < 1 || dimensions > MAX_DIMENSIONS)
    damaged(`the tensor ${JSON.stringify(name)} has ${dimensions} dimensions`);
  const shape = Array.from({ length: dimensions }, () =>
    reader.count(`values of ${name}`, Number.MAX_SAFE_INTEGER),
  );
  return {
    name,
    shape,
    type: reader.uint32(),
    offset: reader.count('bytes', Number.MAX_SAFE_INTEGER),
  };
}

function sizeOf(type: number, key: string): number {
  const size = SIZES[type];
  if (size === undefined) throw new GgufDamage(`is damaged: ${key} has the unknown type ${type}.`);
  return size;
}

/** Reads on through a file, in growing parts. */
function createReader(file: number, fileBytes: number) {
  let bytes = Buffer.alloc(0);
  let at = 0;
  const limit = Math.min(fileBytes, MAX_HEADER_BYTES);
  const take = (length: number): Buffer => {
    const end = at + length;
    if (end > limit) truncated();
    if (end > bytes.length) {
      const wanted = Math.min(limit, Math.max(FIRST_READ_BYTES, end, 2 * bytes.length));
      const longer = Buffer.alloc(wanted);
      bytes.copy(longer);
      const got = readSync(file, longer, bytes.length, wanted - bytes.length, bytes.length);
      bytes = longer.subarray(0, bytes.length + got);
      if (end > bytes.length) truncated();
    }
    at = end;
    return bytes.subarray(end - length, end);
  };
  const count = (what: string, most: number): number => {
    const value = take(8).readBigUInt64LE();
    if (value > BigInt(most)) damaged(`it claims ${value} ${what}`);
    return Number(value);
  };
  /** A length of what follows, all of which a whole file holds. */
  const length = (what: string, most = MAX_LENGTH): number => {
    const value = count(what, most);
    if (value > limit - at) truncated();
    return value;
  };
  return {
    at: () => at,
    take,
    count,
    length,
    uint32: () => take(4).readUInt32LE(),
    text: (most: number) => take(length('bytes of a text', most)).toString('utf8'),
  };
}

/** llama.cpp cuts a name at a NUL, and ends the process at an empty key. */
function checkName(name: string): void {
  if (name === '' || name.includes('\0')) damaged(`${JSON.stringify(name)} is no name`);
}

function damaged(problem: string): never {
  throw new GgufDamage(`is damaged: ${problem}. Download it again.`);
}

function truncated(): never {
  throw new GgufDamage('is truncated: it ends before its last weights. Download it again.');
}
