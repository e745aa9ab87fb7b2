import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createFakeModel } from '@dln/llm/testing';
import { candidateEntrySchema, instructionOnly, loadNetwork, upgradeRecord } from '@dln/vi';
import { expect, it } from 'vitest';
import { readCheckpoint } from '../directory/checkpoint.ts';

/**
 * A run of the version whose layers had prompts alone; random numbers are cut from its checkpoint.
 */
const folder = fileURLToPath(new URL('first-format', import.meta.url));

const parameters = ['', 'Answer with one of: yes, no.'].map(instructionOnly);

async function linesOf(file: string): Promise<readonly unknown[]> {
  const text = await readFile(`${folder}/${file}`, 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

it('loads a network of the first format, and answers as it did', async () => {
  const json: unknown = JSON.parse(await readFile(`${folder}/network.json`, 'utf8'));
  const asked: string[] = [];
  const model = createFakeModel({
    generate: ({ prompt }) => {
      asked.push(prompt);
      return { text: 'yes' };
    },
  });
  const network = loadNetwork(json, { model });
  expect(network.parameters).toEqual(parameters);
  await network.predict('good meal 0');
  expect(asked).toEqual([
    'good meal 0\n\n\nStep by step:',
    'Answer with one of: yes, no.\n\ngood meal 0\nNotes:\nyes\n\nAnswer:',
  ]);
});

it('reads a checkpoint of the first format', async () => {
  expect(await readCheckpoint(folder)).toMatchObject({
    state: {
      training: { network: { parameters }, best: { parameters }, memory: [{ parameters }] },
    },
  });
});

it('reads the ledger of the first format', async () => {
  const entries = (await linesOf('candidates.jsonl')).map((line) =>
    candidateEntrySchema.parse(line),
  );
  expect(entries.length).toBeGreaterThan(0);
  for (const { demonstrations } of entries) expect(demonstrations).toEqual([]);
});

it('upgrades the events of the first format, with their fields in order', async () => {
  const events = (await linesOf('events.jsonl')).map(upgradeRecord);
  expect(events[0]).toMatchObject({ type: 'validated', parameters });
  expect(Object.keys(events[0] ?? {}).slice(0, 3)).toEqual(['type', 'iteration', 'parameters']);
  expect(JSON.stringify(events)).not.toMatch(/"prompts?":/);
});
