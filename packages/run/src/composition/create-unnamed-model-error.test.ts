import { expect, it } from 'vitest';
import { createUnnamedModelError } from './create-unnamed-model-error.ts';

it('asks for a model, or for the base URL if the endpoint lists no model', () => {
  expect(createUnnamedModelError({ place: 'http://localhost:8000/', names: [] }).message).toBe(
    'No model was named, and http://localhost:8000/ lists none; name one with `model`, or mend the base URL, which usually ends in /v1.',
  );
});

it('lists the models that there are to choose from', () => {
  expect(createUnnamedModelError({ place: 'the server', names: ['a', 'b'] }).message).toBe(
    'No model was named, and the server has several; name one with `model`: a, b.',
  );
});
