import { checkInteger, isUint32 } from './check-integer.ts';
import { RandomArgumentError } from './random-argument-error.ts';
import { createSeedWords } from './seed-sequence.ts';

/** The state of a `Pcg64Generator` as plain JSON. */
export interface Pcg64Snapshot {
  readonly algorithm: 'PCG64';
  /** The 128-bit state, hexadecimal. */
  readonly state: string;
  /** The 128-bit increment, hexadecimal. */
  readonly increment: string;
  /** The unused half of the last 64-bit output; `null` if both halves were used. */
  readonly spareWord: number | null;
}

const MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n;
const MASK_128 = (1n << 128n) - 1n;
const HEXADECIMAL = /^[0-9a-f]{1,32}$/;

/**
 * `permutation` of numpy's `default_rng(seed)`: PCG64 (XSL-RR 128/64) seeded by `SeedSequence`.
 * Each call continues the same stream.
 *
 * @example
 * new Pcg64Generator(42).permutation(5); // as np.random.default_rng(42).permutation(5)
 */
export class Pcg64Generator {
  #state: bigint;
  #increment: bigint;
  #spareWord: number | null;

  /**
   * @param seed - a non-negative safe integer
   * @throws RandomArgumentError for any other seed
   */
  constructor(seed: number | Pcg64Snapshot) {
    if (typeof seed === 'number') {
      checkInteger('seed', seed, 0);
      const words = createSeedWords(seed, 8);
      this.#increment = ((join128(words, 4) << 1n) | 1n) & MASK_128;
      this.#state = (this.#increment + join128(words, 0)) & MASK_128;
      this.#spareWord = null;
      this.#step();
    } else {
      checkSnapshot(seed);
      this.#state = BigInt(`0x${seed.state}`);
      this.#increment = BigInt(`0x${seed.increment}`);
      this.#spareWord = seed.spareWord;
    }
  }

  /** Creates a generator that continues from the snapshot. */
  static restore(snapshot: Pcg64Snapshot): Pcg64Generator {
    return new Pcg64Generator(snapshot);
  }

  /**
   * The current state. `Pcg64Generator.restore(generator.state())` continues with the same numbers.
   */
  state(): Pcg64Snapshot {
    return {
      algorithm: 'PCG64',
      state: this.#state.toString(16),
      increment: this.#increment.toString(16),
      spareWord: this.#spareWord,
    };
  }

  /** The numbers 0 to count − 1 in random order. numpy: `permutation(count)`. */
  permutation(count: number): number[] {
    checkInteger('count', count, 0);
    const list = Array.from({ length: count }, (_, index) => index);
    for (let index = count - 1; index > 0; index--) {
      const other = this.#upTo(index);
      const item = list[index] ?? 0;
      list[index] = list[other] ?? 0;
      list[other] = item;
    }
    return list;
  }

  /**
   * An integer from 0 to `largest`. Masks words to the fewest bits that hold `largest` and redraws
   * larger values.
   */
  #upTo(largest: number): number {
    const mask = 0xffffffff >>> Math.clz32(largest);
    for (;;) {
      const value = (this.#nextUint32() & mask) >>> 0;
      if (value <= largest) return value;
    }
  }

  #nextUint32(): number {
    if (this.#spareWord !== null) {
      const word = this.#spareWord;
      this.#spareWord = null;
      return word;
    }
    const output = this.#nextUint64();
    this.#spareWord = Number(output >> 32n);
    return Number(output & 0xffffffffn);
  }

  #nextUint64(): bigint {
    this.#step();
    const folded = BigInt.asUintN(64, (this.#state >> 64n) ^ this.#state);
    const rotation = this.#state >> 122n;
    return BigInt.asUintN(64, (folded >> rotation) | (folded << (64n - rotation)));
  }

  #step(): void {
    this.#state = (this.#state * MULTIPLIER + this.#increment) & MASK_128;
  }
}

/**
 * Joins four words from `start` as two 64-bit numbers: the high number first, each with its low
 * word first.
 */
function join128(words: Uint32Array, start: number): bigint {
  const word = (offset: number): bigint => BigInt(words[start + offset] ?? 0);
  return (word(1) << 96n) | (word(0) << 64n) | (word(3) << 32n) | word(2);
}

/** Checks every field, because snapshots come from files. */
function checkSnapshot(snapshot: Pcg64Snapshot): void {
  const { algorithm, state, increment, spareWord }: Partial<Record<string, unknown>> = {
    ...snapshot,
  };
  const isHexadecimal = (value: unknown): boolean =>
    typeof value === 'string' && HEXADECIMAL.test(value);
  const isRight =
    algorithm === 'PCG64' &&
    isHexadecimal(state) &&
    isHexadecimal(increment) &&
    (spareWord === null || isUint32(spareWord));
  if (isRight) return;
  const wanted = 'a snapshot from Pcg64Generator.state()';
  throw new RandomArgumentError({ argument: 'snapshot', value: snapshot, wanted });
}
