import { expect, it } from 'vitest';

import { createFakeModel } from '../testing/create-fake-model.ts';
import { forceOptions } from './force-options.ts';
import { wrapModel } from './wrap-model.ts';

it('replaces the options of a call, and leaves out those that are forced to null', async () => {
  const model = createFakeModel({ generate: 'yes' });
  const forced = wrapModel(model, forceOptions({ temperature: 0.5, maxTokens: null }));
  await forced.generate([{ prompt: 'a', seed: 1 }], { temperature: 0, maxTokens: 9, topP: 0.9 });
  expect(model.calls[0]).toMatchObject({
    requests: [{ prompt: 'a', seed: 1 }],
    options: { temperature: 0.5, topP: 0.9 },
  });
  expect(model.calls[0]?.options).not.toHaveProperty('maxTokens');
});

it('replaces the seeds of single requests by a forced seed', async () => {
  const model = createFakeModel({ generate: 'yes' });
  await wrapModel(model, forceOptions({ seed: 7 })).generate([{ prompt: 'a', seed: 1 }]);
  expect(model.calls[0]).toMatchObject({ options: { seed: 7 } });
  expect(model.calls[0]?.requests).toEqual([{ prompt: 'a' }]);
});
