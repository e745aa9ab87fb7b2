import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RunError } from '../directory/run-error.ts';
import { keepAgreements, readAgreements } from './keep-agreements.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-agreements-'));
});
afterEach(() => rm(folder, { recursive: true }));

const answer = { output: 'yes', target: 'yes', input: '', example: {}, hiddenTexts: [], human: 1 };
const judge = {
  labels: 'labels.csv',
  answers: [answer],
  loss: { name: 'judge', compute: () => [0] },
};

it('reads the agreements that a run wrote', async () => {
  const written = await keepAgreements({
    run: { labelledJudges: [judge] },
    runDirectory: folder,
    onNote: () => undefined,
  });
  expect(written).toMatchObject([{ labels: 'labels.csv', count: 1, agreed: 1 }]);
  expect(await readAgreements(folder)).toEqual(written);
});

it('finds none in a run without labelled judges', async () => {
  expect(await readAgreements(folder)).toEqual([]);
});

it.each(['', '{', 'null', '[{"labels":"a"}]'])(
  'refuses %j with the name of the file',
  async (text) => {
    await writeFile(join(folder, 'agreement.json'), text);
    const read = readAgreements(folder);
    await expect(read).rejects.toThrow(RunError);
    await expect(read).rejects.toThrow('its agreement.json cannot be read');
  },
);

it('refuses a file that cannot be opened instead of finding none', async () => {
  await mkdir(join(folder, 'agreement.json'));
  await expect(readAgreements(folder)).rejects.toThrow(RunError);
});
