import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { formatText } from '../format-text.fixture.ts';
import { settingsTable } from './settings-table.ts';

const published = new URL('../../../../docs/settings.md', import.meta.url);

it('is the published page (`pnpm --filter @dln/run schema` writes it)', async () => {
  const expected = await formatText('settings.md', settingsTable());
  expect(await readFile(published, 'utf8')).toBe(expected);
});

it('has a row for each setting, with both defaults if the presets differ', () => {
  const row = settingsTable()
    .split('\n')
    .find((line) => line.includes('`numPSamples`'));
  expect(row).toBe(
    '| `numPSamples` | `--num-p-samples` | a whole number of at least 2 | prompts | `20`; `5` | candidate prompts per layer in a step, including the current prompt |',
  );
});
