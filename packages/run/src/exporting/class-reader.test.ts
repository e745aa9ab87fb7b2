import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { bundleClassReader } from './class-reader.fixture.ts';

it('is the present reader of @dln/losses; `pnpm --filter @dln/run class-reader` writes it anew', async () => {
  const written = await readFile(new URL('class-reader.generated.ts', import.meta.url), 'utf8');
  expect(written).toBe(await bundleClassReader());
});
