import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RandomState } from '@dln/random';
import { afterAll, expect, it } from 'vitest';

import { LocalModelError } from '../local-model-error.ts';
import { type GgufValue, writeGguf } from '../testing/gguf-file.ts';
import { createTinyModel } from '../testing/tiny-model.ts';
import { checkGgufHeader } from './check-header.ts';

const folder = mkdtempSync(join(tmpdir(), 'dln-gguf-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'model.gguf');

function check(bytes: Uint8Array): unknown {
  writeFileSync(path, bytes);
  try {
    checkGgufHeader(path);
    return undefined;
  } catch (error) {
    return error;
  }
}

const { bytes } = createTinyModel({ chatTemplate: '{{ messages[0].content }}' });

it('accepts a model', () => {
  expect(check(bytes)).toBeUndefined();
});

const good: Readonly<Record<string, GgufValue>> = {
  'general.architecture': { string: 'llama' },
  'llama.embedding_length': { uint32: 32 },
  'llama.block_count': { uint32: 2 },
  'llama.attention.head_count': { uint32: 2 },
  'tokenizer.ggml.tokens': { strings: ['a', 'b'] },
  'tokenizer.ggml.token_type': { int32s: [1, 1] },
  'tokenizer.ggml.eos_token_id': { uint32: 1 },
};

it.each<[string, Readonly<Record<string, GgufValue>>]>([
  ['an architecture that is no text', { 'general.architecture': { uint32: 1 } }],
  ['an alignment of 0', { 'general.alignment': { uint32: 0 } }],
  ['an alignment of 33', { 'general.alignment': { uint32: 33 } }],
  ['no heads', { 'llama.attention.head_count': { uint32: 0 } }],
  ['3 heads for 32 values', { 'llama.attention.head_count': { uint32: 3 } }],
  ['no layers', { 'llama.block_count': { uint32: 0 } }],
  ['4 billion layers', { 'llama.block_count': { uint32: 0xffff_ffff } }],
  ['a number that is a text', { 'llama.block_count': { string: '2' } }],
  ['tokens that are numbers', { 'tokenizer.ggml.tokens': { int32s: [1, 2] } }],
  ['no tokens', { 'tokenizer.ggml.tokens': { strings: [] } }],
  ['fewer types than tokens', { 'tokenizer.ggml.token_type': { int32s: [1] } }],
  ['types that are texts', { 'tokenizer.ggml.token_type': { strings: ['1', '1'] } }],
  ['merges that are numbers', { 'tokenizer.ggml.merges': { int32s: [1] } }],
  ['an end token that does not exist', { 'tokenizer.ggml.eos_token_id': { uint32: 2 } }],
  ['a flag that is a number', { 'tokenizer.ggml.add_bos_token': { uint32: 1 } }],
  ['more experts in use than there are', { 'llama.expert_used_count': { uint32: 1 } }],
  ['experts of which none is used', { 'llama.expert_count': { uint32: 3 } }],
  ['more added layers than layers', { 'llama.nextn_predict_layers': { uint32: 4_294_967_295 } }],
  ['an empty key', { '': { uint32: 1 } }],
  ['a key that begins with a NUL', { '\0okenizer.ggml.pre': { string: 'gpt-2' } }],
  ['a number of files that is no 16-bit number', { 'split.count': { uint32: 1 } }],
  ['no tokenizer', { 'tokenizer.ggml.model': { string: 'none' } }],
  ['a sentencepiece tokenizer without bytes', { 'tokenizer.ggml.model': { string: 'llama' } }],
  ['an RWKV tokenizer without bytes', { 'tokenizer.ggml.model': { string: 'rwkv' } }],
  ['a scale that is no number', { 'llama.rope.freq_base': { float32: Number.NaN } }],
])('refuses a header with %s (issue 14.10)', (_, entry) => {
  expect(check(writeGguf(good, []))).toBeUndefined();
  expect(check(writeGguf({ ...good, ...entry }, []))).toMatchObject({
    name: 'LocalModelError',
    code: 'invalid-model-file',
  });
});

it.each([
  ['feed_forward_length', 'ffn_up'],
  ['attention.head_count', 'attn_q'],
])('refuses a header without %s if there are tensors %s (issue 14.10)', (key, tensor) => {
  const tensors = [{ name: `blk.0.${tensor}.weight`, shape: [32], data: new Float32Array(32) }];
  const whole = { ...good, 'llama.feed_forward_length': { uint32: 64 } };
  expect(check(writeGguf(whole, tensors))).toBeUndefined();
  const { [`llama.${key}`]: _, ...others } = whole as Readonly<Record<string, GgufValue>>;
  expect(check(writeGguf(others, tensors))).toMatchObject({ code: 'invalid-model-file' });
  expect(check(writeGguf(others, []))).toBeUndefined();
});

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

it.each([
  ['llama', (byte: number) => `<0x${hex(byte).toUpperCase()}>`],
  ['rwkv', (byte: number) => `\\x${hex(byte)}`],
])('accepts a tokenizer %s with all bytes, and misses one', (model, nameOf) => {
  const strings = Array.from({ length: 256 }, (_, byte) => nameOf(byte));
  const header = (tokens: readonly string[]): Uint8Array =>
    writeGguf(
      {
        ...good,
        'tokenizer.ggml.model': { string: model },
        'tokenizer.ggml.tokens': { strings: tokens },
        'tokenizer.ggml.token_type': { int32s: tokens.map(() => 6) },
      },
      [],
    );
  expect(check(header(strings))).toBeUndefined();
  expect(check(header(strings.with(200, 'other')))).toMatchObject({
    message: expect.stringContaining('no token for the byte 0xc8') as string,
  });
});

it('gives a typed error at once for 283 damaged headers, or accepts them (issue 14.10)', () => {
  const random = new RandomState(283);
  const header = 6000;
  const before = process.cpuUsage();
  let refused = 0;
  for (let mutant = 0; mutant < 283; mutant++) {
    const copy = Buffer.from(bytes);
    for (let change = 0; change <= mutant % 4; change++)
      copy[random.integer(0, header)] = [0, 255, 128, random.integer(0, 256)][mutant % 4] ?? 0;
    const error = check(
      mutant % 10 === 9 ? copy.subarray(0, random.integer(0, copy.length)) : copy,
    );
    if (error === undefined) continue;
    expect(error).toBeInstanceOf(LocalModelError);
    refused++;
  }
  expect(refused).toBeGreaterThan(100);
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(20);
});

it.each([
  ['the same text', ['a', 'b', 'a'], '"a" twice'],
  ['a text with a NUL', ['than', 'b', 'than\0'], '"than\\u0000" twice'],
  ['empty texts', ['', 'b', ''], undefined],
])('checks that no token appears twice, at which llama.cpp aborts: %s', (_, tokens, problem) => {
  const bytes = writeGguf(
    {
      ...good,
      'tokenizer.ggml.tokens': { strings: tokens },
      'tokenizer.ggml.token_type': { int32s: tokens.map(() => 1) },
    },
    [],
  );
  const message = expect.stringContaining(problem ?? '') as string;
  if (problem === undefined) expect(check(bytes)).toBeUndefined();
  else expect(check(bytes)).toMatchObject({ message });
});
