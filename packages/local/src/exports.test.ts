import { expect, it } from 'vitest';
import * as exported from './index.ts';

it('exports these names', () => {
  expect(Object.keys(exported).sort()).toMatchInlineSnapshot(`
    [
      "ContextOverflowError",
      "LocalModelArgumentError",
      "LocalModelError",
      "checkGgufHeader",
      "createEmbeddedModel",
      "createLocalModel",
      "describeSchemaLimits",
      "embeddedModelPath",
      "localProviders",
      "measureScoring",
      "requantizeModel",
    ]
  `);
});
