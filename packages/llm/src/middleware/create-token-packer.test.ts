import { expect, it } from 'vitest';

import { createTokenPacker } from './create-token-packer.ts';

it('gives back what was packed, in order and to the last bit', () => {
  const { pack, unpack } = createTokenPacker();
  const tokens = [
    { token: ' a', logProbability: -0.1 - 0.2 },
    { token: '', logProbability: -Infinity },
    { token: '__proto__', logProbability: -3 },
  ];
  expect(unpack(pack(tokens))).toEqual(tokens);
  expect(unpack(pack([]))).toEqual([]);
});

it('numbers each text once, over all lists', () => {
  const { pack } = createTokenPacker();
  expect([...pack([{ token: 'a', logProbability: -1 }])]).toEqual([0, -1]);
  const again = pack([
    { token: 'b', logProbability: -2 },
    { token: 'a', logProbability: -3 },
  ]);
  expect([...again]).toEqual([1, -2, 0, -3]);
});
