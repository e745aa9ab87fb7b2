import { expect, it } from 'vitest';

import { samplingFields } from './sampling-fields.ts';

it('sends temperature 0 by default, and nothing else', () => {
  expect(samplingFields({})).toEqual({ temperature: 0 });
});

it('sends what is given under the server’s names', () => {
  const options = { temperature: 0.7, topP: 0.9, stop: ['\n'], seed: 1 };
  expect(samplingFields({}, options)).toEqual({
    temperature: 0.7,
    top_p: 0.9,
    stop: ['\n'],
    seed: 1,
  });
});

it('prefers the seed of the request to that of the call', () => {
  expect(samplingFields({ seed: 0 }, { seed: 1 })).toEqual({ temperature: 0, seed: 0 });
});

it('sends no empty list of stop texts', () => {
  expect(samplingFields({}, { stop: [] })).toEqual({ temperature: 0 });
});
