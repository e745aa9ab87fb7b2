import { checkInteger, checkSeed, isUint32 } from './check-integer.ts';
import { MERSENNE_TWISTER_WORDS, MersenneTwister } from './mersenne-twister.ts';
import { RandomArgumentError } from './random-argument-error.ts';

/** The state of a `RandomState` as plain JSON. */
export interface RandomStateSnapshot {
  readonly algorithm: 'MT19937';
  /** 624 unsigned 32-bit words. */
  readonly key: readonly number[];
  /** How many words of the block have been used, 0 to 624. */
  readonly position: number;
}

/** Options of `choices`. */
export interface ChoicesOptions {
  /** Whether one item can be drawn twice. @default true */
  readonly replace?: boolean;
}

/**
 * numpy's legacy `RandomState`: the same seed and the same calls give the same numbers as in numpy.
 * Each call continues the same stream. Create one `RandomState` per independent consumer.
 *
 * @example
 * const random = new RandomState(42);
 * random.permutation(5); // [1, 4, 2, 0, 3], as np.random.RandomState(42).permutation(5)
 */
export class RandomState {
  readonly #engine: MersenneTwister;

  /**
   * @param seed - an unsigned 32-bit integer
   * @throws RandomArgumentError for any other seed
   */
  constructor(seed: number | RandomStateSnapshot) {
    this.#engine = typeof seed === 'number' ? fromSeed(seed) : fromSnapshot(seed);
  }

  /** Creates a generator that continues from the snapshot. */
  static restore(snapshot: RandomStateSnapshot): RandomState {
    return new RandomState(snapshot);
  }

  /** The current state. `RandomState.restore(random.state())` continues with the same numbers. */
  state(): RandomStateSnapshot {
    return { algorithm: 'MT19937', key: this.#engine.key, position: this.#engine.position };
  }

  /** A double in [0, 1). numpy: `random_sample()`. */
  randomSample(): number {
    return this.#engine.nextDouble();
  }

  /** Doubles in [0, 1). numpy: `random_sample(count)`. */
  randomSamples(count: number): number[] {
    checkInteger('count', count, 0);
    return Array.from({ length: count }, () => this.#engine.nextDouble());
  }

  /** An integer from `low` to `high` − 1. numpy: `randint(low, high)`. */
  integer(low: number, high: number): number {
    checkInteger('low', low, -Infinity);
    checkInteger('high', high, -Infinity);
    const largest = high - low - 1;
    if (largest < 0 || !Number.isSafeInteger(largest)) {
      const wanted = `more than low (${low}), by at most 2^53`;
      throw new RandomArgumentError({ argument: 'high', value: high, wanted });
    }
    return low + this.#upTo(largest);
  }

  /** Integers from `low` to `high` − 1. numpy: `randint(low, high, count)`. */
  integers(low: number, high: number, count: number): number[] {
    checkInteger('count', count, 0);
    return Array.from({ length: count }, () => this.integer(low, high));
  }

  /**
   * The numbers 0 to count − 1 in random order, or a shuffled copy of a list. numpy: `permutation`.
   */
  permutation(count: number): number[];
  permutation<Item>(items: readonly Item[]): Item[];
  permutation<Item>(from: number | readonly Item[]): (number | Item)[] {
    return this.#shuffled(toList(from));
  }

  /** A shuffled copy of a list. numpy's `shuffle` draws the same numbers but shuffles in place. */
  shuffle<Item>(items: readonly Item[]): Item[] {
    return this.#shuffled([...items]);
  }

  /** One item of a list, or a number from 0 to count − 1. numpy: `choice(from)`. */
  choice(count: number): number;
  choice<Item>(items: readonly Item[]): Item;
  choice<Item>(from: number | readonly Item[]): number | Item {
    const index = this.#upTo(checkPopulation(from) - 1);
    return typeof from === 'number' ? index : (from[index] as Item);
  }

  /**
   * Several items of a list, or numbers from 0 to `from` − 1. numpy:
   * `choice(from, count, replace)`.
   */
  choices(from: number, count: number, options?: ChoicesOptions): number[];
  choices<Item>(from: readonly Item[], count: number, options?: ChoicesOptions): Item[];
  choices<Item>(
    from: number | readonly Item[],
    count: number,
    { replace = true }: ChoicesOptions = {},
  ): (number | Item)[] {
    checkInteger('count', count, 0);
    if (replace && count === 0) return [];
    const population = checkPopulation(from, { atLeast: replace ? 1 : 0 });
    if (!replace && count > population) {
      const wanted = `at most ${population}, the population size, because replace is false`;
      throw new RandomArgumentError({ argument: 'count', value: count, wanted });
    }
    const indices = replace
      ? Array.from({ length: count }, () => this.#upTo(population - 1))
      : // numpy shuffles the whole population even for small counts; later draws depend on it.
        this.permutation(population).slice(0, count);
    return typeof from === 'number' ? indices : indices.map((index) => from[index] as Item);
  }

  /** Fisher and Yates from the end, in place. */
  #shuffled<Item>(list: Item[]): Item[] {
    for (let index = list.length - 1; index > 0; index--) {
      const other = this.#upTo(index);
      const item = list[index] as Item;
      list[index] = list[other] as Item;
      list[other] = item;
    }
    return list;
  }

  /**
   * An integer from 0 to `largest`. Masks words to the fewest bits that hold `largest` and redraws
   * larger values.
   */
  #upTo(largest: number): number {
    if (largest === 0) return 0; // numpy draws nothing here
    if (largest > 0xffffffff) return this.#upToAboveUint32(largest);
    const mask = 0xffffffff >>> Math.clz32(largest);
    for (;;) {
      const value = (this.#engine.nextUint32() & mask) >>> 0;
      if (value <= largest) return value;
    }
  }

  #upToAboveUint32(largest: number): number {
    const highMask = 0xffffffff >>> Math.clz32(Math.floor(largest / 2 ** 32));
    for (;;) {
      const high = (this.#engine.nextUint32() & highMask) >>> 0;
      const value = high * 2 ** 32 + this.#engine.nextUint32();
      if (value <= largest) return value;
    }
  }
}

function fromSeed(seed: number): MersenneTwister {
  checkSeed(seed);
  return MersenneTwister.fromSeed(seed);
}

/** Checks every field, because snapshots come from files. */
function fromSnapshot(snapshot: RandomStateSnapshot): MersenneTwister {
  const { algorithm, key, position }: Partial<Record<string, unknown>> = { ...snapshot };
  if (
    algorithm === 'MT19937' &&
    Array.isArray(key) &&
    key.length === MERSENNE_TWISTER_WORDS &&
    key.every(isUint32) &&
    isUint32(position) &&
    position <= MERSENNE_TWISTER_WORDS
  ) {
    return MersenneTwister.fromState(key, position);
  }
  const wanted =
    'a snapshot from RandomState.state() (MT19937, 624 words, a position from 0 to 624)';
  throw new RandomArgumentError({ argument: 'snapshot', value: snapshot, wanted });
}

function toList<Item>(from: number | readonly Item[]): (number | Item)[] {
  if (typeof from !== 'number') return [...from];
  checkInteger('count', from, 0);
  return Array.from({ length: from }, (_, index) => index);
}

function checkPopulation(
  from: number | readonly unknown[],
  { atLeast = 1 }: { readonly atLeast?: number } = {},
): number {
  if (typeof from === 'number') {
    checkInteger('from', from, atLeast);
    return from;
  }
  if (from.length < atLeast) {
    const wanted = 'a list with at least one item to draw from';
    throw new RandomArgumentError({ argument: 'from', value: from, wanted });
  }
  return from.length;
}
