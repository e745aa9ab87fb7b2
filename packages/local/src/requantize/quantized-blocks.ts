/** Elements of a block of either format. */
export const BLOCK_ELEMENTS = 32;

/** Bytes of a block: scale and minimum in half precision, and 32 numbers of 4 bits. */
export const Q4_1_BYTES = 20;

/** Bytes of a block: scale in half precision, and 32 numbers of 8 bits. */
const Q8_0_BYTES = 34;

const LARGEST = 127;

/**
 * Converts blocks of the format Q4_1 to Q8_0. Rounds each weight by at most 1/254 of the largest of
 * its block.
 */
export function toQ80(blocks: Buffer): Buffer {
  const count = blocks.length / Q4_1_BYTES;
  const converted = Buffer.alloc(count * Q8_0_BYTES);
  const weights = new Float32Array(BLOCK_ELEMENTS);
  for (let block = 0; block < count; block++) {
    readQ41(blocks, block * Q4_1_BYTES, weights);
    writeQ80(converted, block * Q8_0_BYTES, weights);
  }
  return converted;
}

/** weight = scale · number + minimum. The low halves of the bytes come first. */
function readQ41(blocks: Buffer, start: number, weights: Float32Array): void {
  const scale = fromHalf(blocks.readUInt16LE(start));
  const minimum = fromHalf(blocks.readUInt16LE(start + 2));
  for (let index = 0; index < BLOCK_ELEMENTS / 2; index++) {
    const pair = blocks.readUInt8(start + 4 + index);
    weights[index] = (pair & 15) * scale + minimum;
    weights[index + BLOCK_ELEMENTS / 2] = (pair >> 4) * scale + minimum;
  }
}

/** weight = scale · number. */
function writeQ80(blocks: Buffer, start: number, weights: Float32Array): void {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const half = toHalf(largest / LARGEST);
  const scale = fromHalf(half);
  blocks.writeUInt16LE(half, start);
  for (const [index, weight] of weights.entries()) {
    const number = scale === 0 ? 0 : Math.round(weight / scale);
    blocks.writeInt8(Math.max(-LARGEST, Math.min(LARGEST, number)), start + 2 + index);
  }
}

/** Reads half precision, subnormal numbers included. */
export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 31;
  const fraction = half & 1023;
  return exponent === 0
    ? sign * fraction * 2 ** -24
    : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Writes a number from 0 on in half precision, rounded to the nearest. */
export function toHalf(value: number): number {
  const exponent = Math.max(-14, Math.floor(Math.log2(value)));
  if (value < 2 ** -25) return 0;
  const fraction = Math.round((value / 2 ** exponent - (value < 2 ** -14 ? 0 : 1)) * 1024);
  // A fraction that is rounded up to 1024 carries into the exponent.
  return (value < 2 ** -14 ? 0 : (exponent + 15) << 10) + fraction;
}
