import { describe, expect, it } from 'vitest';
import { Pcg64Generator } from './pcg64-generator.ts';
import { RandomArgumentError } from './random-argument-error.ts';

describe('Pcg64Generator', () => {
  it('gives what numpy gives for default_rng(0)', () => {
    expect(new Pcg64Generator(0).permutation(20)).toEqual([
      4, 19, 6, 2, 13, 16, 3, 11, 10, 8, 0, 12, 7, 5, 18, 17, 14, 9, 1, 15,
    ]);
  });

  it('continues from a snapshot that went through JSON, half-used outputs included', () => {
    const generator = new Pcg64Generator(7);
    generator.permutation(4);
    const restored = Pcg64Generator.restore(JSON.parse(JSON.stringify(generator.state())));
    expect(restored.permutation(1000)).toEqual(generator.permutation(1000));
  });

  it('spreads a seed above 32 bits over two words', () => {
    const small = new Pcg64Generator(5).permutation(20);
    expect(new Pcg64Generator(5 + 2 ** 32).permutation(20)).not.toEqual(small);
  });

  it.each([-1, 0.5, 2 ** 53])('refuses the seed %s', (seed) => {
    expect(() => new Pcg64Generator(seed)).toThrow(RandomArgumentError);
  });

  it('refuses an invalid snapshot', () => {
    const snapshot = { ...new Pcg64Generator(7).state(), increment: 'xyz' };
    expect(() => Pcg64Generator.restore(snapshot)).toThrow('snapshot is an object');
  });
});
