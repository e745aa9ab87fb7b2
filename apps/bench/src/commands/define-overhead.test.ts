import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createProgram } from '../create-program.ts';

it('measures the checkout that it belongs to, from its source as well', () => {
  const overhead = createProgram().commands.find((command) => command.name() === 'overhead');
  const { checkout } = overhead?.opts<{ readonly checkout: string }>() ?? {};
  expect(existsSync(join(checkout ?? '', 'packages/llm/package.json'))).toBe(true);
});
