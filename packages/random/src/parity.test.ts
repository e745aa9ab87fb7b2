import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Pcg64Generator, RandomState } from './index.ts';

const repository = resolve(import.meta.dirname, '../../..');
const shared = process.env['DLN_SHARED'] ?? resolve(repository, '../shared');
const file = resolve(shared, 'parity/rng.json');
const isMissing = !existsSync(file);

interface Recording {
  readonly seed: number;
  readonly RandomState: readonly { readonly call: string; readonly gives: unknown }[];
  readonly default_rng: Readonly<Record<string, unknown>>;
}

const recordings: readonly Recording[] = isMissing
  ? []
  : (JSON.parse(readFileSync(file, 'utf8')) as readonly Recording[]);

const sha256 = (numbers: readonly number[]): string =>
  createHash('sha256').update(numbers.join(',')).digest('hex');
const times = <Value>(count: number, draw: () => Value): Value[] =>
  Array.from({ length: count }, draw);

const calls: Readonly<Record<string, (random: RandomState) => unknown>> = {
  'random_sample(5)': (random) => random.randomSamples(5),
  'random_sample(3)': (random) => times(3, () => random.randomSample()),
  'randint(0, 10000) x 8': (random) => times(8, () => random.integer(0, 10000)),
  'permutation(10)': (random) => random.permutation(10),
  "permutation(['a','b','c','d','e'])": (random) => random.permutation(['a', 'b', 'c', 'd', 'e']),
  'choice(100, 7, replace=False)': (random) => random.choices(100, 7, { replace: false }),
  "choice(['x','y','z'], 3, replace=False)": (random) =>
    random.choices(['x', 'y', 'z'], 3, { replace: false }),
  'choice([11,22,33,44,55], 1) x 6': (random) =>
    times(6, () => random.choices([11, 22, 33, 44, 55], 1)[0]),
  'choice(arange(2)) x 12': (random) => times(12, () => random.choice(2)),
  'choice(arange(1)) x 3': (random) => times(3, () => random.choice([0])),
  'shuffle(list(range(25)))': (random) => random.shuffle(times(25, () => 0).map((_, i) => i)),
  'permutation(range(6))': (random) => random.permutation(6),
  'choice(1500, 1000, replace=False) -> sha256 of comma-joined': (random) =>
    sha256(random.choices(1500, 1000, { replace: false })),
  'permutation(70000) -> sha256 of comma-joined': (random) => sha256(random.permutation(70000)),
};

describe.skipIf(isMissing)(`numpy, as recorded (skipped if ${file} is missing)`, () => {
  it.each(recordings)('gives the numbers of RandomState($seed), call after call', (recording) => {
    let random = new RandomState(recording.seed);
    for (const { call, gives } of recording.RandomState) {
      const make = calls[call];
      expect(make, `a call for "${call}"`).toBeDefined();
      expect(make?.(random), call).toEqual(gives);
      random = RandomState.restore(JSON.parse(JSON.stringify(random.state())));
    }
  });

  it.each(recordings)('gives the permutations of default_rng($seed)', (recording) => {
    const generator = new Pcg64Generator(recording.seed);
    expect({
      'permutation(20)': generator.permutation(20),
      'then permutation(7473) -> sha256 of comma-joined': sha256(generator.permutation(7473)),
    }).toEqual(recording.default_rng);
  });
});
