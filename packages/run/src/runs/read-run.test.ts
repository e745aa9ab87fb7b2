import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { resolveConfiguration } from '../configuration/resolve-configuration.ts';
import { RunError } from '../directory/run-error.ts';
import { writeRunRecord } from '../directory/run-record.ts';
import { readRun } from './read-run.ts';

const tested = {
  type: 'tested',
  testAccuracy: 1,
  examples: [{ input: 'a', target: 'b', hiddenTexts: [], output: 'b', loss: 0 }],
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-read-run-'));
  await writeRunRecord(folder, {
    configuration: resolveConfiguration({ flags: { dataset: 'navigate' } }),
    versions: {},
    findings: { served: 'm', endpoint: null, capabilities: {}, probeRequests: 0 },
    fingerprints: { data: '', templates: '' },
  });
});
afterEach(() => rm(folder, { recursive: true }));

it('reads a run that has no events and no network yet', async () => {
  expect(await readRun(folder)).toMatchObject({ status: 'stopped', steps: 0, test: null });
});

it('reports a test without a network, whose answers are then any text', async () => {
  await writeFile(join(folder, 'events.jsonl'), `${JSON.stringify(tested)}\n`);
  const { test } = await readRun(folder);
  expect(test).toMatchObject({ accuracy: 1 });
});

it('refuses events that cannot be opened instead of finding none', async () => {
  await mkdir(join(folder, 'events.jsonl'));
  const read = readRun(folder);
  await expect(read).rejects.toThrow(RunError);
  await expect(read).rejects.toThrow('its events.jsonl cannot be read (EISDIR');
});

it('refuses a network that cannot be opened instead of finding none', async () => {
  await writeFile(join(folder, 'events.jsonl'), `${JSON.stringify(tested)}\n`);
  await mkdir(join(folder, 'network.json'));
  const read = readRun(folder);
  await expect(read).rejects.toThrow(RunError);
  await expect(read).rejects.toThrow('its network.json cannot be read (EISDIR');
});

it('refuses a damaged network', async () => {
  await writeFile(join(folder, 'events.jsonl'), `${JSON.stringify(tested)}\n`);
  await writeFile(join(folder, 'network.json'), '{');
  await expect(readRun(folder)).rejects.toThrow('its network.json cannot be read');
});
