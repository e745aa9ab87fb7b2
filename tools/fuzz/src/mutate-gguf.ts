import type { RandomState } from '@dln/random';
import { type GgufField, type GgufPart, type GgufPlaces, readGgufFields } from './gguf-fields.ts';
import { pick } from './mutate.ts';

const ALIGNMENT = 32;

/** A model file with a few changes in its header: numbers, types, texts, keys, or its end. */
export function mutateGguf(random: RandomState, file: Buffer): Buffer {
  let mutant: Buffer = Buffer.from(file);
  const places = readGgufFields(file);
  const kind = random.integer(0, 12);
  // Changed once more, it would be refused for the other change in most cases.
  for (let change = kind < 6 ? random.integer(0, 2) : random.integer(1, 3); change > 0; change--) {
    const field = pickField(random, pickPart(random, places));
    changeField(random, mutant, field, pickPart(random, places));
  }
  if (kind < 3) mutant = addEntry(random, mutant, places);
  else if (kind < 6) mutant = replaceText(random, mutant, places);
  else if (kind === 6) mutant = cut(random, mutant, places);
  return mutant;
}

/** A field; of frames and types only one in six, because few files with other ones have a form. */
function pickField(random: RandomState, { fields }: GgufPart): GgufField {
  const values = fields.filter(({ kind }) => kind !== 'frame' && kind !== 'type');
  return pick(random, values.length === 0 || random.integer(0, 6) === 0 ? fields : values);
}

function pickPart(random: RandomState, { counts, entries, tensors }: GgufPlaces): GgufPart {
  const kind = random.integer(0, 20);
  if (kind === 0) return counts;
  return pick(random, kind < 14 ? entries : tensors);
}

function changeField(
  random: RandomState,
  file: Buffer,
  { kind, at, bytes }: GgufField,
  other: GgufPart,
): void {
  if (bytes === 0) return;
  if (kind === 'text') {
    file[at + random.integer(0, bytes)] = pick(random, [0, 255, 46, random.integer(0, 256)]);
    return;
  }
  if (kind === 'type') {
    file.writeUInt32LE(pick(random, [...Array(14).keys(), 4, 5, 6, 30, 255]), at);
    return;
  }
  const like = other.fields.filter((field) => field.bytes === bytes && field.kind === kind);
  if (like.length > 0 && random.integer(0, 3) === 0) {
    const { at: from } = pick(random, like);
    file.copy(file, at, from, from + bytes);
    return;
  }
  if (random.integer(0, 3) === 0) {
    const place = at + random.integer(0, bytes);
    file[place] = (file[place] ?? 0) ^ (1 << random.integer(0, 8));
    return;
  }
  if (kind === 'number') {
    const value = pick(random, [0, -0, -1, 1e-30, 1e30, Infinity, NaN, 1e9]);
    if (bytes === 4) file.writeFloatLE(value, at);
    else file.writeDoubleLE(value, at);
    return;
  }
  const bits = BigInt(bytes * 8);
  const now = bytes === 8 ? file.readBigUInt64LE(at) : BigInt(file.readUIntLE(at, bytes));
  const values = [0n, 1n, 2n, 3n, -1n, 1n << (bits - 1n), now + 1n, now - 1n, now * 2n, now / 2n];
  const drawn = BigInt(random.integer(0, 1000));
  const value = BigInt.asUintN(Number(bits), pick(random, [...values, now + 32n, drawn]));
  if (bytes === 8) file.writeBigUInt64LE(value, at);
  else file.writeUIntLE(Number(value), at, bytes);
}

function cut(random: RandomState, file: Buffer, { end }: GgufPlaces): Buffer {
  const isInHeader = random.integer(0, 2) === 0;
  return file.subarray(0, random.integer(0, isInHeader ? end : file.length));
}

/** Keys that llama.cpp reads if a file has them. */
const OPTIONAL_KEYS: readonly string[] = [
  ...['vocab_size', 'expert_count', 'expert_used_count', 'expert_feed_forward_length'],
  ...['attention.key_length', 'attention.value_length', 'attention.sliding_window'],
  ...['attention.causal', 'attention.head_count_kv', 'attention.layer_norm_epsilon'],
  ...['attention.clamp_kqv', 'attention.scale', 'rope.scaling.type', 'rope.scaling.factor'],
  ...['rope.freq_scale', 'rope.freq_base', 'rope.dimension_count', 'rope.dimension_sections'],
  ...['rope.scaling.attn_factor', 'rope.scaling.original_context_length', 'pooling_type'],
  ...['residual_scale', 'embedding_scale', 'logit_scale', 'final_logit_softcapping'],
  ...['leading_dense_block_count', 'nextn_predict_layers', 'swin_norm', 'feed_forward_length'],
].map((name) => `llama.${name}`);

const OTHER_KEYS: readonly string[] = [
  ...['split.count', 'split.no', 'split.tensors.count', 'general.type', 'general.alignment'],
  ...['token_type_count', 'padding_token_id', 'unknown_token_id', 'eot_token_id', 'mask_token_id'],
  ...['add_space_prefix', 'remove_extra_whitespaces', 'precompiled_charsmap', 'add_sep_token'],
  ...['fim_pre_token_id', 'suppress_tokens', 'eos_token_ids', 'seperator_token_id'],
].map((name) => (name.includes('.') ? name : `tokenizer.ggml.${name}`));

/** Adds a key with a value of any type, or the key of another entry once more. */
function addEntry(random: RandomState, file: Buffer, places: GgufPlaces): Buffer {
  const key = pick(random, [...OPTIONAL_KEYS, ...OTHER_KEYS]);
  const count = pick(random, [0, 1, 2, 64, 49_152]);
  const values: readonly Buffer[] = [
    ...[0, 1, 2, 3, 7, 64, 4096, 0xffff_ffff].map((value) => typed(4, uint32(value))),
    ...[0, 1, -1, 1e-30, 1e30, NaN].map((value) =>
      typed(6, Buffer.from(Float32Array.of(value).buffer)),
    ),
    ...[0, 1].map((value) => typed(7, Buffer.from([value]))),
    ...[0, 1, 2, 0xffff].map((value) => typed(2, uint32(value).subarray(0, 2))),
    ...['', 'yarn', 'linear', 'adapter', 'mmproj', 'x'].map((value) => typed(8, text(value))),
    ...[4, 5, 6].map((type) => typed(9, uint32(type), uint64(count), Buffer.alloc(4 * count))),
    typed(9, uint32(0), uint64(count), Buffer.alloc(count, 0x41)),
    typed(9, uint32(8), uint64(1), text('a')),
  ];
  const entry = Buffer.concat([text(key), pick(random, values)]);
  const count64 = Buffer.from(file.subarray(16, 24));
  count64.writeBigUInt64LE(BigInt.asUintN(64, count64.readBigUInt64LE() + 1n));
  return rebuild(file, places, [
    file.subarray(0, 16),
    count64,
    file.subarray(24, places.entriesEnd),
    entry,
    file.subarray(places.entriesEnd, places.end),
  ]);
}

/** Texts that choose code of llama.cpp. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  'general.architecture': [
    ...['llama', 'qwen2', 'qwen3', 'gpt2', 'gemma', 'gemma2', 'gemma3', 'phi3', 'mamba', 'bert'],
    ...['t5', 't5encoder', 'rwkv6', 'deepseek2', 'falcon', 'bloom', 'mpt', 'command-r', 'clip'],
    ...['olmo', 'wavtokenizer-dec', 'jamba', 'llama4', 'starcoder', 'granite', 'minicpm', 'x', ''],
  ],
  'tokenizer.ggml.model': ['llama', 'gpt2', 'bert', 't5', 'rwkv', 'no_vocab', 'plamo2', 'none', ''],
  'tokenizer.ggml.pre': [
    ...['default', 'llama-bpe', 'gpt-2', 'deepseek-llm', 'smollm', 'qwen2', 'falcon', 'tekken'],
    ...['chameleon', 'gpt-4o', 'superbpe', 'kimi-k2', 'bloom', 'viking', 'x', ''],
  ],
};

/** Replaces the architecture or the tokenizer, and the architecture's name in all keys. */
function replaceText(random: RandomState, file: Buffer, places: GgufPlaces): Buffer {
  const key = pick(random, Object.keys(CHOICES));
  const entry = places.entries.find(({ name }) => name === key);
  const [length, value] = entry?.fields.slice(-2) ?? [];
  if (length === undefined || value === undefined || value.kind !== 'text') return file;
  const end = value.at + value.bytes;
  const before = file.toString('utf8', value.at, end);
  const after = pick(random, CHOICES[key] ?? []);
  const isArchitecture = key === 'general.architecture' && random.integer(0, 4) > 0;
  const keys = isArchitecture
    ? places.entries.filter(({ name }) => name.startsWith(`${before}.`))
    : [];
  const changes = [
    { at: length.at, end, bytes: text(after) },
    ...keys.flatMap(({ name, fields: [first] }) =>
      first === undefined
        ? []
        : [
            {
              at: first.at,
              end: first.at + 8 + Buffer.byteLength(name),
              bytes: text(after + name.slice(before.length)),
            },
          ],
    ),
  ].toSorted((one, other) => one.at - other.at);
  let from = 0;
  const pieces = changes.flatMap(({ at, end: next, bytes }) => {
    const piece = file.subarray(from, at);
    from = next;
    return [piece, bytes];
  });
  return rebuild(file, places, [...pieces, file.subarray(from, places.end)]);
}

/** Puts the weights behind a header of another length. */
function rebuild(file: Buffer, { end }: GgufPlaces, header: readonly Buffer[]): Buffer {
  const head = Buffer.concat(header);
  const pad = Buffer.alloc((ALIGNMENT - (head.length % ALIGNMENT)) % ALIGNMENT);
  return Buffer.concat([head, pad, file.subarray(Math.ceil(end / ALIGNMENT) * ALIGNMENT)]);
}

function typed(type: number, ...value: readonly Buffer[]): Buffer {
  return Buffer.concat([uint32(type), ...value]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint64(bytes.length), bytes]);
}
