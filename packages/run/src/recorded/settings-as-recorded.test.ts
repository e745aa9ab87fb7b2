import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveConfiguration } from '../configuration/resolve-configuration.ts';
import { nothingFound } from '../composition/findings.ts';
import type { RecordedRun } from './read-recorded-run.ts';
import { settingsAsRecorded } from './settings-as-recorded.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-recorded-'));
  await mkdir(join(folder, 'runs/one'), { recursive: true });
  for (const name of ['walks.yaml', 'other.yaml']) await writeFile(join(folder, name), 'file: x');
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** A run that was started in `folder` with `dataset: walks.yaml`. */
function recordedRun(): RecordedRun {
  return {
    place: {
      runDirectory: join(folder, 'runs/one'),
      startFolder: { fromRun: '../..', absolute: folder },
    },
    configuration: resolveConfiguration({ flags: { dataset: 'walks.yaml', layers: 1 } }),
    findings: nothingFound,
    modules: [],
  };
}

const reads = ['dataset'] as const;

describe('settingsAsRecorded', () => {
  it('finds no difference in an absolute path to the dataset of the run', () => {
    const dataset = join(folder, 'walks.yaml');
    const { configuration, differences } = settingsAsRecorded(
      recordedRun(),
      { dataset },
      { reads },
    );
    expect(configuration.dataset).toBe(dataset);
    expect(differences).toEqual([]);
  });

  it('names another file', () => {
    const dataset = join(folder, 'other.yaml');
    expect(settingsAsRecorded(recordedRun(), { dataset }, { reads }).differences).toEqual([
      `\`dataset\` "${dataset}" was asked for; ${join(folder, 'runs/one')} was trained with "walks.yaml"`,
    ]);
  });

  it('names another file if the recorded one is gone', () => {
    const run = recordedRun();
    const gone = { ...run, configuration: { ...run.configuration, dataset: 'gone.yaml' } };
    const dataset = join(folder, 'walks.yaml');
    expect(settingsAsRecorded(gone, { dataset }, { reads }).differences).toHaveLength(1);
  });

  it('reads the dataset of the run from where it is', () => {
    const { configuration, differences } = settingsAsRecorded(recordedRun(), {}, { reads });
    expect(configuration.dataset).toBe(join(folder, 'walks.yaml'));
    expect(differences).toEqual([]);
  });
});
