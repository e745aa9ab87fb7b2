import { SHAPE, type TinyWeights } from './tiny-model.ts';

type Vector = readonly number[];

const { width, heads, layers, inner, epsilon, ropeBase } = SHAPE;
const headWidth = width / heads;

/**
 * The reference computation of the tiny model, written from the definition of the llama
 * architecture in double precision: log p(next token | tokens so far) after each token. It shares
 * no code with llama.cpp, so it can check it.
 *
 * @returns `[row][token of the vocabulary]`, in nats
 */
export function tinyLogProbabilities(
  tokens: readonly number[],
  weights: TinyWeights,
): readonly Vector[] {
  const tensor = (name: string): Float64Array => weights.get(name) as Float64Array;
  const embedding = tensor('token_embd.weight');
  let states: readonly Vector[] = tokens.map((token) =>
    Array.from(embedding.subarray(token * width, (token + 1) * width)),
  );
  for (let layer = 0; layer < layers; layer++) {
    const named = (name: string): Float64Array => tensor(`blk.${layer}.${name}.weight`);
    const normed = states.map((state) => normalize(state, named('attn_norm')));
    const project = (name: string): readonly Vector[] =>
      normed.map((state) => multiply(named(name), state, width));
    const queries = project('attn_q').map(rotate);
    const keys = project('attn_k').map(rotate);
    const values = project('attn_v');
    const attended = queries.map((query, row) =>
      attend(query, keys.slice(0, row + 1), values.slice(0, row + 1)),
    );
    states = states.map((state, row) =>
      add(state, multiply(named('attn_output'), attended[row] as Vector, width)),
    );
    states = states.map((state) => {
      const input = normalize(state, named('ffn_norm'));
      const gate = multiply(named('ffn_gate'), input, inner);
      const up = multiply(named('ffn_up'), input, inner);
      const gated = gate.map((value, index) => (value / (1 + Math.exp(-value))) * (up[index] ?? 0));
      return add(state, multiply(named('ffn_down'), gated, width));
    });
  }
  return states.map((state) => {
    const output = normalize(state, tensor('output_norm.weight'));
    return logSoftmax(multiply(embedding, output, embedding.length / width));
  });
}

/** Causal attention of one row, head by head. */
function attend(query: Vector, keys: readonly Vector[], values: readonly Vector[]): Vector {
  const result = Array<number>(width).fill(0);
  for (let start = 0; start < width; start += headWidth) {
    const slice = (vector: Vector): Vector => vector.slice(start, start + headWidth);
    const scores = keys.map((key) => dot(slice(query), slice(key)) / Math.sqrt(headWidth));
    const shares = logSoftmax(scores).map(Math.exp);
    for (const [row, value] of values.entries()) {
      slice(value).forEach((number, index) => {
        result[start + index] = (result[start + index] ?? 0) + (shares[row] ?? 0) * number;
      });
    }
  }
  return result;
}

/** Rotates neighbouring pairs of each head by position × base^(−2i ÷ head width). */
function rotate(vector: Vector, position: number): Vector {
  return vector.map((value, index) => {
    const pair = Math.floor((index % headWidth) / 2);
    const angle = position * ropeBase ** ((-2 * pair) / headWidth);
    const isFirst = index % 2 === 0;
    const other = vector[isFirst ? index + 1 : index - 1] ?? 0;
    return value * Math.cos(angle) + (isFirst ? -other : other) * Math.sin(angle);
  });
}

function normalize(vector: Vector, weight: Float64Array): Vector {
  const scale = 1 / Math.sqrt(dot(vector, vector) / vector.length + epsilon);
  return vector.map((value, index) => value * scale * (weight[index] ?? 0));
}

/** Multiplies a vector with a matrix whose rows have the vector's length. */
function multiply(matrix: Float64Array, vector: Vector, rows: number): Vector {
  return Array.from({ length: rows }, (_, row) =>
    vector.reduce((sum, value, at) => sum + value * (matrix[row * vector.length + at] ?? 0), 0),
  );
}

function logSoftmax(logits: Vector): Vector {
  const largest = Math.max(...logits);
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
  return logits.map((logit) => logit - largest - Math.log(total));
}

function add(left: Vector, right: Vector): Vector {
  return left.map((value, index) => value + (right[index] ?? 0));
}

function dot(left: Vector, right: Vector): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}
