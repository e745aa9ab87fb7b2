import { expect, it } from 'vitest';
import { formatPlace, parsePlace } from './place.ts';

it('a place survives being written and read', () => {
  const place = { run: 'a/b é', view: 'examples', step: 3, layer: 1, example: 7 } as const;
  expect(formatPlace(place)).toBe('#/run/a%2Fb%20%C3%A9/view/examples/step/3/layer/1/example/7');
  expect(parsePlace(formatPlace(place))).toEqual(place);
});

it('parts that make no sense are ignored', () => {
  expect(parsePlace('#/run/x/view/nothing/step/-1/layer/1e3/constructor/y/example')).toEqual({
    run: 'x',
  });
  expect(parsePlace('')).toEqual({});
  expect(parsePlace('#/run/%E0%A4%A')).toEqual({ run: '%E0%A4%A' });
});
