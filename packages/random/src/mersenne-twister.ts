/** Words of state. */
export const MERSENNE_TWISTER_WORDS = 624;

const MIDDLE_WORD = 397;

/**
 * MT19937 (Matsumoto and Nishimura, 1998) with the one-integer seeding of numpy's `RandomState`.
 * Internal: `RandomState` checks the arguments.
 */
export class MersenneTwister {
  readonly #key: Uint32Array;
  #position: number;

  private constructor(key: Uint32Array, position: number) {
    this.#key = key;
    this.#position = position;
  }

  /** @param seed - an unsigned 32-bit integer */
  static fromSeed(seed: number): MersenneTwister {
    const key = new Uint32Array(MERSENNE_TWISTER_WORDS);
    let word = seed >>> 0;
    for (let index = 0; index < MERSENNE_TWISTER_WORDS; index++) {
      key[index] = word;
      word = (Math.imul(1812433253, word ^ (word >>> 30)) + index + 1) >>> 0;
    }
    return new MersenneTwister(key, MERSENNE_TWISTER_WORDS);
  }

  /** A generator restored from its saved state: 624 words, and how many of them have been used. */
  static fromState(key: readonly number[], position: number): MersenneTwister {
    return new MersenneTwister(Uint32Array.from(key), position);
  }

  /** A copy of the state's words. */
  get key(): number[] {
    return Array.from(this.#key);
  }

  /** How many words of the block have been used, 0 to 624. */
  get position(): number {
    return this.#position;
  }

  /** The next unsigned 32-bit integer. */
  nextUint32(): number {
    if (this.#position === MERSENNE_TWISTER_WORDS) this.#makeNextBlock();
    let word = this.#word(this.#position++);
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    word ^= word >>> 18;
    return word >>> 0;
  }

  /** The next double in [0, 1) with 53 random bits, from two words. */
  nextDouble(): number {
    const high = this.nextUint32() >>> 5;
    const low = this.nextUint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  #word(index: number): number {
    return this.#key[index] ?? 0; // callers pass indices below 624
  }

  #makeNextBlock(): void {
    for (let index = 0; index < MERSENNE_TWISTER_WORDS; index++) {
      const next = this.#word((index + 1) % MERSENNE_TWISTER_WORDS);
      const joined = (this.#word(index) & 0x80000000) | (next & 0x7fffffff);
      const twisted = (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0);
      this.#key[index] = this.#word((index + MIDDLE_WORD) % MERSENNE_TWISTER_WORDS) ^ twisted;
    }
    this.#position = 0;
  }
}
