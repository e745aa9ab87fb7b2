const POOL_WORDS = 4;

/**
 * numpy's `SeedSequence` (O'Neill's `seed_seq` alternative) for one seed and no spawn key. Expands
 * a seed into generator state.
 *
 * @param seed - a non-negative safe integer
 * @param count - number of unsigned 32-bit words to return
 */
export function createSeedWords(seed: number, count: number): Uint32Array {
  const pool = mixEntropy(toWords(seed));
  const words = new Uint32Array(count);
  let constant = 0x8b51f9dd;
  for (let index = 0; index < count; index++) {
    let word = (pool[index % POOL_WORDS] ?? 0) ^ constant;
    constant = Math.imul(constant, 0x58f38ded);
    word = Math.imul(word, constant);
    words[index] = word ^ (word >>> 16);
  }
  return words;
}

/** Least significant word first; one word for 0. */
function toWords(seed: number): number[] {
  const high = Math.floor(seed / 2 ** 32);
  return high === 0 ? [seed >>> 0] : [seed % 2 ** 32, high];
}

function mixEntropy(entropy: readonly number[]): Uint32Array {
  const pool = new Uint32Array(POOL_WORDS);
  let constant = 0x43b0d7e5;

  const hash = (value: number): number => {
    let word = value ^ constant;
    constant = Math.imul(constant, 0x931e8875);
    word = Math.imul(word, constant);
    return word ^ (word >>> 16);
  };
  const mix = (left: number, right: number): number => {
    const word = Math.imul(0xca01f9dd, left) - Math.imul(0x4973f715, right);
    return word ^ (word >>> 16);
  };

  for (let index = 0; index < POOL_WORDS; index++) pool[index] = hash(entropy[index] ?? 0);
  for (let source = 0; source < POOL_WORDS; source++) {
    for (let target = 0; target < POOL_WORDS; target++) {
      if (source === target) continue;
      pool[target] = mix(pool[target] ?? 0, hash(pool[source] ?? 0));
    }
  }
  return pool;
}
