import { expect, it } from 'vitest';
import { presetDefaults } from '../configuration/preset-defaults.ts';
import type { RunRecord } from '../directory/run-record.ts';
import type { Configuration } from '../settings/configuration.ts';
import { withoutForeignPaths } from './foreign-record.ts';

const defaults = presetDefaults('standard');
const adopt = (settings: Partial<Configuration>) => {
  const configuration = { ...defaults, ...settings };
  return withoutForeignPaths({ configuration } as unknown as RunRecord);
};

it.each<Partial<Configuration>>([
  { resultDataPath: 'results.json' },
  { outDir: '/home/victim' },
  { dataset: '/tmp/evil.mjs' },
  { prices: '~/prices.yaml' },
  { connectionsConfig: '../connections.yaml' },
  { modules: ['./good.mjs', '/tmp/evil.mjs'] },
  { lossFunction: '../evil.mjs#loss' },
  { fwdModelType: 'file:/tmp/evil.gguf' },
  { initP1: '/etc/secret.json' },
])('drops the path of a stranger’s run: %o (issue 14.3)', (settings) => {
  const [name] = Object.keys(settings) as (keyof Configuration)[];
  const { record, dropped } = adopt(settings);
  expect(dropped).toEqual([name]);
  expect(record.configuration).toEqual(defaults);
});

it.each<Partial<Configuration>>([
  { dataset: 'navigate', dataDir: 'my-data' },
  { fwdModelType: 'a/model', initP1: 'Think step by step. / ...' },
  { iters: 3 },
  { dataset: '/data/mine.csv', templatesDir: '/templates' },
])('keeps other settings: %o', (settings) => {
  const { record, dropped } = adopt(settings);
  expect(dropped).toEqual([]);
  expect(record.configuration).toMatchObject(settings);
});
