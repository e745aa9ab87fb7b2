import { expect, it } from 'vitest';
import { drawBalanced } from './create-random-demonstrations.ts';

const examples = Array.from({ length: 40 }, (_, at) => ({
  input: `${at}`,
  target: at < 30 ? 'often' : 'rare',
}));

it('draws each class in turn, the same examples for a seed', () => {
  const drawn = drawBalanced(examples, { shots: 6, seed: 3 });
  expect(drawn.filter(({ target }) => target === 'rare')).toHaveLength(3);
  expect(new Set(drawn.map(({ input }) => input)).size).toBe(6);
  expect(drawBalanced(examples, { shots: 6, seed: 3 })).toEqual(drawn);
  expect(drawBalanced(examples, { shots: 6, seed: 4 })).not.toEqual(drawn);
});

it('goes on with the other classes when one has no more examples', () => {
  const drawn = drawBalanced(examples, { shots: 24, seed: 3 });
  expect(drawn.filter(({ target }) => target === 'rare')).toHaveLength(10);
  expect(drawn).toHaveLength(24);
});
