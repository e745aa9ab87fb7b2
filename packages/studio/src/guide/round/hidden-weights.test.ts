import { expect, it } from 'vitest';
import { weighRatedTexts } from './hidden-weights.ts';

const texts = [
  { text: 'a', logWeight: 0 },
  { text: 'b', logWeight: 0 },
];

it('are as they were without ratings', () => {
  const [a, b] = weighRatedTexts(
    [
      { text: 'a', logWeight: Math.log(3) },
      { text: 'b', logWeight: 0 },
    ],
    [],
    2,
  );
  expect(a?.weight).toBeCloseTo(0.75, 10);
  expect(b?.weight).toBeCloseTo(0.25, 10);
});

it('rise by the strength for a good text and fall by it for a bad one', () => {
  const [a, b] = weighRatedTexts(
    texts,
    [
      { text: 'a', verdict: 'good' },
      { text: 'b', verdict: 'bad' },
    ],
    2,
  );
  expect(Math.log((a?.weight ?? 0) / (b?.weight ?? 0))).toBeCloseTo(4, 10);
});

it('count the mean over raters', () => {
  const [a, b] = weighRatedTexts(
    texts,
    [
      { text: 'a', verdict: 'good' },
      { text: 'a', verdict: 'bad' },
    ],
    2,
  );
  expect(a?.weight).toBe(b?.weight);
});

it('do not change at strength 0', () => {
  expect(weighRatedTexts(texts, [{ text: 'a', verdict: 'good' }], 0)[0]?.weight).toBe(0.5);
});
