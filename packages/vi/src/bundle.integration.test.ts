import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, expect, it } from 'vitest';

const MAX_BYTES = 150_000;

/** An app that only predicts, with a function as its model. */
const APP = `
import { fromFunction } from '@dln/llm/model';
import { loadNetwork } from '@dln/vi/network';
const model = fromFunction(async (prompt) => (prompt.includes('7') ? 'no' : 'yes'));
const template = { name: 't', version: '1', text: '{{ prompt }} {{ input }}', stopTokens: null };
const layer = { prompt: 'Even?', template, residualTemplate: null, outputClasses: ['yes|Yes', 'no|No'], writesClasses: true, maxTokens: 5 };
const network = loadNetwork({
  format: 'dln-network', formatVersion: 1, layers: [layer], stripOptions: false, preset: 'standard',
  task: { dataset: 'd', instruction: '', loss: 'exact_match_loss' },
  trainedWith: { forward: 'm', backward: 'm', score: 'm' },
  scores: { devAccuracy: null, testAccuracy: null },
}, { model });
network.predict(['7', '8']).then((all) => console.log(all.map(({ output }) => output).join()));
`;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundle-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

it.each([
  ['esm', 'mjs'],
  ['cjs', 'cjs'],
] as const)(
  'a bundle in %s predicts, below 150 kB and without the openai client',
  async (format, end) => {
    const outfile = join(folder, `app.${end}`);
    const { metafile, warnings } = await build({
      stdin: { contents: APP, resolveDir: import.meta.dirname },
      ...{ outfile, format, bundle: true, minify: true, platform: 'node', metafile: true },
      conditions: ['@dln/source'],
      logLevel: 'silent',
    });
    expect(warnings).toEqual([]);
    expect(Object.keys(metafile.inputs).filter((path) => path.includes('/openai/'))).toEqual([]);
    expect((await stat(outfile)).size).toBeLessThan(MAX_BYTES);
    expect(execFileSync(process.execPath, [outfile], { encoding: 'utf8' })).toBe('no,yes\n');
  },
  60_000,
);
