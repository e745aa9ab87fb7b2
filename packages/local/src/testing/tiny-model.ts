import { RandomState } from '@dln/random';

import { writeGguf } from './gguf-file.ts';
import { fromHalf, toHalf } from './half-precision.ts';
import { createTinyVocabulary, END } from './tiny-vocabulary.ts';

/** The shape of the tiny model: a llama of two layers. */
export const SHAPE = {
  width: 32,
  layers: 2,
  heads: 2,
  inner: 64,
  contextLength: 192,
  ropeBase: 10_000,
  epsilon: 1e-5,
} as const;

/** Weights by their name in the file; matrices by row. */
export type TinyWeights = ReadonlyMap<string, Float64Array>;

/** A language model with random weights, for tests that need any model. */
export interface TinyModel {
  /** The file. */
  readonly bytes: Uint8Array;
  /** The same weights at the file's precision. */
  readonly weights: TinyWeights;
  readonly vocabularySize: number;
}

/** Options of a tiny model. */
export interface TinyModelOptions {
  /** @default 1 */
  readonly seed?: number;
  /** Jinja text of a chat template. @default the file has none */
  readonly chatTemplate?: string;
}

/**
 * A model of about 60 kB. Its matrices are in half precision, in which llama.cpp's routines differ
 * most.
 */
export function createTinyModel({ seed = 1, chatTemplate }: TinyModelOptions = {}): TinyModel {
  const random = new RandomState(seed);
  const vocabulary = createTinyVocabulary();
  const end = vocabulary.tokens.indexOf(END);
  const tensors = shapes(vocabulary.tokens.length).map(({ name, shape, scale }) => {
    const size = shape.reduce((product, length) => product * length, 1);
    const isMatrix = shape.length === 2;
    const draw = (): number => (2 * random.randomSample() - 1) * scale;
    const isEmbedding = name === 'token_embd.weight';
    const share = (index: number): number =>
      isEmbedding ? likelihood(Math.floor(index / SHAPE.width)) : 1;
    const data = isMatrix
      ? Uint16Array.from({ length: size }, (_, index) => toHalf(draw() * share(index)))
      : Float32Array.from({ length: size }, () => 1 + draw());
    return { name, shape, data };
  });
  const weights = new Map(
    tensors.map(({ name, data }) => {
      const values = data instanceof Uint16Array ? Array.from(data, fromHalf) : data;
      return [name, Float64Array.from(values)];
    }),
  );
  const { width, layers, heads, inner, contextLength, ropeBase, epsilon } = SHAPE;
  const bytes = writeGguf(
    {
      'general.architecture': { string: 'llama' },
      'general.name': { string: 'tiny' },
      'general.file_type': { uint32: 1 },
      'llama.context_length': { uint32: contextLength },
      'llama.embedding_length': { uint32: width },
      'llama.block_count': { uint32: layers },
      'llama.feed_forward_length': { uint32: inner },
      'llama.attention.head_count': { uint32: heads },
      'llama.attention.head_count_kv': { uint32: heads },
      'llama.attention.layer_norm_rms_epsilon': { float32: epsilon },
      'llama.rope.dimension_count': { uint32: width / heads },
      'llama.rope.freq_base': { float32: ropeBase },
      'llama.vocab_size': { uint32: vocabulary.tokens.length },
      'tokenizer.ggml.model': { string: 'gpt2' },
      'tokenizer.ggml.pre': { string: 'gpt-2' },
      'tokenizer.ggml.tokens': { strings: vocabulary.tokens },
      'tokenizer.ggml.token_type': {
        int32s: vocabulary.tokens.map((token) => (token === END ? 3 : 1)),
      },
      'tokenizer.ggml.merges': { strings: vocabulary.merges },
      'tokenizer.ggml.bos_token_id': { uint32: end },
      'tokenizer.ggml.eos_token_id': { uint32: end },
      'tokenizer.ggml.add_bos_token': { boolean: true },
      'tokenizer.ggml.add_eos_token': { boolean: false },
      ...(chatTemplate === undefined
        ? {}
        : { 'tokenizer.chat_template': { string: chatTemplate } }),
    },
    tensors,
  );
  return { bytes, weights, vocabularySize: vocabulary.tokens.length };
}

/** Printable tokens are likelier, so replies are mostly text. */
function likelihood(token: number): number {
  return token >= 32 && token !== 127 && !(token > 127 && token < 256) ? 1 : 0.05;
}

interface TensorShape {
  readonly name: string;
  readonly shape: readonly number[];
  /** Largest value in a matrix; largest distance from 1 in a norm. */
  readonly scale: number;
}

function shapes(vocabularySize: number): readonly TensorShape[] {
  const { width, inner, layers } = SHAPE;
  const layer = (index: number): readonly TensorShape[] => {
    const named = (name: string, shape: readonly number[], scale: number): TensorShape => ({
      name: `blk.${index}.${name}.weight`,
      shape,
      scale,
    });
    return [
      named('attn_norm', [width], 0.2),
      named('attn_q', [width, width], 0.5),
      named('attn_k', [width, width], 0.5),
      named('attn_v', [width, width], 0.3),
      named('attn_output', [width, width], 0.3),
      named('ffn_norm', [width], 0.2),
      named('ffn_gate', [width, inner], 0.3),
      named('ffn_up', [width, inner], 0.3),
      named('ffn_down', [inner, width], 0.3),
    ];
  };
  return [
    { name: 'token_embd.weight', shape: [width, vocabularySize], scale: 0.8 },
    { name: 'output_norm.weight', shape: [width], scale: 0.2 },
    ...Array.from({ length: layers }, (_, index) => layer(index)).flat(),
  ];
}
