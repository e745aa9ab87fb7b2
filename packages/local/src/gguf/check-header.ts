import { createModelFileError } from '../engine/create-model-file-error.ts';
import { checkTokenizer } from './check-tokenizer.ts';
import {
  FLOAT32,
  INT32,
  INTEGERS,
  numberOf,
  refuse,
  textOf,
  UINT16,
  UINT32,
} from './header-values.ts';
import { GgufDamage, type GgufHeader, readGgufHeader } from './read-header.ts';

/** Numbers that describe a network, below what any model has. Larger ones exhaust memory. */
const LARGEST: Readonly<Record<string, number>> = {
  block_count: 1024,
  embedding_length: 1 << 18,
  feed_forward_length: 1 << 20,
  context_length: 1 << 27,
  vocab_size: 1 << 24,
  'attention.head_count': 1 << 14,
  'attention.head_count_kv': 1 << 14,
  'attention.key_length': 1 << 14,
  'attention.value_length': 1 << 14,
  'rope.dimension_count': 1 << 14,
  expert_count: 1 << 12,
  expert_used_count: 1 << 12,
};

/** Those that may be zero. */
const MAY_BE_ZERO: readonly string[] = ['expert_count', 'expert_used_count', 'feed_forward_length'];

/**
 * Checks the header of a model file before llama.cpp sees it, which ends the process on some damaged
 * headers: types and ranges of what it reads, lists of the tokenizer that belong together, and
 * tensors that lie in the file.
 *
 * @throws LocalModelError `invalid-file`
 */
export function checkGgufHeader(path: string): void {
  check(path, [checkNetwork, checkTokenizer, checkTensors, checkSplits]);
}

/**
 * Checks that a file is a whole GGUF file, whatever it holds.
 *
 * @throws LocalModelError `invalid-file`
 */
export function checkGgufForm(path: string): void {
  check(path, [checkTensors]);
}

function check(path: string, checks: readonly ((header: GgufHeader) => void)[]): void {
  try {
    const header = readGgufHeader(path);
    for (const one of checks) one(header);
  } catch (cause) {
    if (!(cause instanceof GgufDamage)) throw cause;
    throw createModelFileError({ path, reason: cause.message, cause });
  }
}

function checkNetwork(header: GgufHeader): void {
  const architecture = textOf(header, 'general.architecture');
  if (architecture === undefined || !/^[a-z0-9_.-]{1,64}$/i.test(architecture))
    return refuse('general.architecture names no architecture');
  const alignment = numberOf(header, 'general.alignment', [UINT32]) ?? 32;
  if (alignment < 8 || alignment > 1 << 20 || (alignment & (alignment - 1)) !== 0)
    refuse(`general.alignment is ${alignment}`);
  for (const [name, largest] of Object.entries(LARGEST)) {
    const key = `${architecture}.${name}`;
    const value = numberOf(header, key, INTEGERS);
    if (value === undefined) continue;
    const least = MAY_BE_ZERO.includes(name) ? 0 : 1;
    if (value < least || value > largest) refuse(`${key} is ${value}`);
  }
  for (const [key, { type, value }] of header.entries)
    if (type === FLOAT32 && !Number.isFinite(value)) refuse(`${key} is ${String(value)}`);
  checkHeads(header, architecture);
  checkParts(header, architecture);
  checkSizes(header, architecture);
}

function checkParts(header: GgufHeader, architecture: string): void {
  const read = (name: string): number => numberOf(header, `${architecture}.${name}`, INTEGERS) ?? 0;
  const [used, count] = [read('expert_used_count'), read('expert_count')];
  if (used > count || (count > 0 && used < 1))
    refuse(`${architecture}.expert_used_count is ${used} of ${count}`);
  const [added, layers] = [read('nextn_predict_layers'), read('block_count')];
  if (added > layers)
    refuse(`${architecture}.nextn_predict_layers is ${added} of ${layers} layers`);
}

/** Sizes that tensors need: the end of a tensor's name, and the key. */
const SIZES_OF_TENSORS: Readonly<Record<string, string>> = {
  'attn_q.weight': 'attention.head_count',
  'attn_qkv.weight': 'attention.head_count',
  'ffn_up.weight': 'feed_forward_length',
  'ffn_down.weight': 'feed_forward_length',
};

function checkSizes(header: GgufHeader, architecture: string): void {
  for (const [tensor, name] of Object.entries(SIZES_OF_TENSORS)) {
    const key = `${architecture}.${name}`;
    if (!header.tensors.some((entry) => entry.name.endsWith(`.${tensor}`))) continue;
    const isList = header.entries.get(key)?.list !== undefined;
    if (!isList && (numberOf(header, key, INTEGERS) ?? 0) < 1)
      refuse(`${key} is missing or 0, and there are tensors ${tensor}`);
  }
}

function checkHeads(header: GgufHeader, architecture: string): void {
  const read = (name: string): number | undefined =>
    numberOf(header, `${architecture}.${name}`, INTEGERS);
  const [width, heads] = [read('embedding_length'), read('attention.head_count')];
  if (width === undefined || heads === undefined) return;
  const [groups = heads, keyLength] = [
    read('attention.head_count_kv'),
    read('attention.key_length'),
  ];
  if (keyLength === undefined && width % heads !== 0)
    refuse(`${architecture}.embedding_length ${width} is no multiple of its ${heads} heads`);
  if (heads % groups !== 0)
    refuse(`${architecture}.attention.head_count ${heads} is no multiple of ${groups}`);
  const turned = read('rope.dimension_count');
  const length = keyLength ?? width / heads;
  if (turned !== undefined && (turned > length || turned % 2 !== 0))
    refuse(`${architecture}.rope.dimension_count is ${turned}, and a head has ${length}`);
}

/** The types of what names the files of a model that was split. */
const SPLIT_TYPES: Readonly<Record<string, readonly number[]>> = {
  'split.no': [UINT16],
  'split.count': [UINT16],
  'split.tensors.count': [INT32],
};

function checkSplits(header: GgufHeader): void {
  for (const [key, types] of Object.entries(SPLIT_TYPES)) numberOf(header, key, types);
}

/** Values in a block and bytes of a block, by the number of a tensor's type. */
const BLOCKS: Readonly<Record<number, readonly [values: number, bytes: number]>> = {
  ...{ 0: [1, 4], 1: [1, 2], 2: [32, 18], 3: [32, 20], 6: [32, 22], 7: [32, 24], 8: [32, 34] },
  ...{ 9: [32, 36], 10: [256, 84], 11: [256, 110], 12: [256, 144], 13: [256, 176] },
  ...{ 14: [256, 210], 15: [256, 292], 16: [256, 66], 17: [256, 74], 18: [256, 98] },
  ...{ 19: [256, 50], 20: [32, 18], 21: [256, 110], 22: [256, 82], 23: [256, 136] },
  ...{ 24: [1, 1], 25: [1, 2], 26: [1, 4], 27: [1, 8], 28: [1, 8], 29: [256, 56], 30: [1, 2] },
  ...{ 34: [256, 54], 35: [256, 66], 39: [32, 17] },
};

function checkTensors(header: GgufHeader): void {
  const { tensors, bytes, fileBytes, entries } = header;
  const alignment = Number(entries.get('general.alignment')?.value ?? 32);
  const start = Math.ceil(bytes / alignment) * alignment;
  for (const { name, shape, type, offset } of tensors) {
    const shown = `the tensor ${JSON.stringify(name)}`;
    const block = BLOCKS[type];
    if (block === undefined) return refuse(`${shown} has the unknown type ${type}`);
    const [values, size] = block;
    const [row = 0] = shape;
    const elements = shape.reduce((product, length) => product * length, 1);
    if (elements === 0 || !Number.isSafeInteger(elements) || row % values !== 0)
      refuse(`${shown} has the shape ${shape.join(' × ')}`);
    if (offset % alignment !== 0) refuse(`${shown} begins at ${offset}`);
    if (start + offset + (elements / values) * size > fileBytes)
      throw new GgufDamage('is truncated: it ends before its last weights. Download it again.');
  }
}
