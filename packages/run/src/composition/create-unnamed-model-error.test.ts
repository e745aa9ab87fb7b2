import { expect, it } from 'vitest';
import { UnnamedModelError } from './unnamed-model-error.ts';

it('asks for a model, or for the base URL if the endpoint lists no model', () => {
  expect(new UnnamedModelError({ place: 'http://localhost:8000/', names: [] }).message).toBe(
    'No model was named, and http://localhost:8000/ lists none; name one with `model`, or mend the base URL, which usually ends in /v1.',
  );
});

it('lists the models that there are to choose from', () => {
  expect(new UnnamedModelError({ place: 'the server', names: ['a', 'b'] }).message).toBe(
    'No model was named, and the server has several; name one with `model`: a, b.',
  );
});
