import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { trainNetwork } from '@dln/run';
import { runDln } from '../testing/run-dln.ts';

const examples = fileURLToPath(new URL('../../../../examples/modules', import.meta.url));

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-modules-'));
  await cp(examples, folder, { recursive: true });
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const at = (file: string): string => join(folder, file);
const run = (): string => at('run');
async function recordedModules(): Promise<readonly { readonly path: string }[]> {
  const text = await readFile(join(run(), 'config.json'), 'utf8');
  return (JSON.parse(text) as { readonly modules: readonly { readonly path: string }[] }).modules;
}

const small =
  '--one-layer --forward-use-classes false --output-scoring-function accuracy --iters 1 --batch-size 4 --num-p-samples 2';

function named(overrides: Readonly<Record<string, string>> = {}): readonly string[] {
  const flags = {
    '--dataset': at('loader.mjs'),
    '--model': at('model.mjs'),
    '--loss-function': at('metric.mjs'),
    '--out-dir': run(),
    ...overrides,
  };
  return [...small.split(' '), ...Object.entries(flags).flat()];
}

describe('modules of the user', () => {
  it('train, evaluate and predict, and are recorded with their sha256', async () => {
    const trained = await runDln(['train', ...named(), '--json']);
    expect(trained.stderr).toContain('metric');
    expect(JSON.parse(trained.stdout)).toMatchObject({ devAccuracy: 1, testAccuracy: 1 });

    const modules = await recordedModules();
    expect(modules).toHaveLength(3);
    expect(modules[0]).toEqual({
      name: expect.stringMatching(/metric\.mjs$/),
      path: at('metric.mjs'),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });

    const evaluated = await runDln(['eval', run(), '--split', 'dev', '--json']);
    expect(JSON.parse(evaluated.stdout)).toMatchObject({ accuracy: 1 });
    const predicted = await runDln(['predict', run(), 'What is 2 + 5?']);
    expect(predicted.stdout.trim()).toBe('7');
  });

  it('are registered by the modules of a YAML file, relative to that file', async () => {
    const trained = await runDln([
      'train',
      '--config',
      at('run.yaml'),
      '--out-dir',
      run(),
      '--json',
    ]);
    expect(JSON.parse(trained.stdout)).toMatchObject({
      testAccuracy: 1,
      bestPrompts: ['Answer the question. exactly'],
    });
    const resumed = await runDln(['resume', run(), '--json']);
    expect(JSON.parse(resumed.stdout)).toMatchObject({ testAccuracy: 1 });
  });

  it('that changed are refused by eval and resume until they are allowed', async () => {
    await runDln(['train', ...named()]);
    await writeFile(
      at('metric.mjs'),
      'export default (output, target) => output === target ? 0 : 1;\n',
    );
    const refused = await runDln(['eval', run()]);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('metric.mjs has changed since');
    expect((await runDln(['resume', run()])).stderr).toContain('metric.mjs has changed since');
    const allowed = await runDln(['eval', run(), '--allow-changed-modules']);
    expect(allowed.status).toBe(0);
    expect(allowed.stderr).toContain('metric.mjs has changed since');
  });

  it('that throw for an item skip the item, with the reason', async () => {
    await writeFile(
      at('metric.mjs'),
      `export default (output, target) => {
        if (target.endsWith('4')) throw new Error('no fours');
        return output === target ? 0 : 1;
      };\n`,
    );
    const trained = await runDln(['train', ...named()]);
    expect(trained.status).toBe(0);
    expect(trained.stderr).toMatch(
      /left out: example \d+ of the .*metric\.mjs, export default, threw for the output .*: no fours/,
    );
    const evaluated = await runDln(['eval', run()]);
    expect(evaluated.status).toBe(0);
    expect(evaluated.stderr).toMatch(/skipped test example \d+ .*no fours/);
  });

  it('that throw for a prompt leave it without an answer', async () => {
    await writeFile(
      at('model.mjs'),
      `import adder from './adder.mjs';
      export default async (prompt) => {
        if (/ 5\\d \\+ /.test(prompt) && !prompt.includes('##')) throw new Error('no fifties');
        return adder(prompt);
      };\n`,
    );
    await cp(join(examples, 'model.mjs'), at('adder.mjs'));
    const trained = await runDln(['train', ...named()]);
    expect(trained.status).toBe(0);
    expect(trained.stderr).toMatch(
      /left out: .*model\.mjs, export default, threw for a prompt: no fifties/,
    );
  });

  it.each([
    [
      'a missing file',
      { '--loss-function': './no-such.mjs' },
      './no-such.mjs cannot be read: there is no file',
    ],
    [
      'a file with a wrong export',
      { '--loss-function': 'shape.mjs' },
      'shape.mjs, export default, is an object with name. Export a function (output, target, {',
    ],
    [
      'an export that is missing',
      { '--loss-function': 'shape.mjs#other' },
      'shape.mjs has no export other. It exports default, right: name one as',
    ],
    ['a file that does not load', { '--model': 'broken.mjs' }, 'broken.mjs cannot be loaded: '],
    ['data of another shape', { '--dataset': 'shape.mjs#right' }, 'shape.mjs, export right,'],
    [
      'a package that is not installed',
      { '--loss-function': 'package:no-such-package' },
      'no-such-package is not an installed package',
    ],
  ])('%s is refused before the run, by name', async (_, flags, message) => {
    await writeFile(
      at('shape.mjs'),
      "export default { name: 'x' };\nexport const right = 'yes';\n",
    );
    await writeFile(at('broken.mjs'), 'export default {;\n');
    const inFolder = Object.fromEntries(
      Object.entries(flags).map(([flag, value]) => [
        flag,
        /^(\.|package:)/.test(value) ? value : at(value),
      ]),
    );
    const { status, stderr } = await runDln(['train', ...named(inFolder)]);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
  });

  it('an export that is picked by name is used', async () => {
    await writeFile(at('two.mjs'), 'export const strict = (o, t) => (o === t ? 0 : 1);\n');
    const flags = { '--loss-function': `${at('two.mjs')}#strict` };
    const { status, stderr } = await runDln(['train', ...named(flags)]);
    expect(stderr).toContain('two.mjs#strict');
    expect(status).toBe(0);
  });

  it('are taken by trainNetwork, and recorded', async () => {
    const { testAccuracy } = await trainNetwork({
      data: at('loader.mjs'),
      model: at('model.mjs'),
      iterations: 1,
      settings: { lossFunction: at('metric.mjs'), batchSize: 4, numPSamples: 2 },
      runDirectory: run(),
    });
    expect(testAccuracy).toBe(1);
    const modules = await recordedModules();
    expect(modules.map(({ path }) => path).sort()).toEqual(
      ['loader.mjs', 'metric.mjs', 'model.mjs'].map(at),
    );
  });
});
