import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, URL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { planTests, readWorkspace } from './plan-tests.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const workspace = readWorkspace(root);

/** The tests of each package that a change selects. */
const plan = (...changed: readonly string[]) =>
  Object.fromEntries(planTests(changed, workspace).map(({ folder, files }) => [folder, files]));

const everywhere = { 'apps/docs': 'all', examples: 'all', scripts: 'all' };
const pages = [
  'apps/cli/src/documentation/commands.test.ts',
  'apps/cli/src/documentation/run-blocks.test.ts',
];

describe('planTests', () => {
  it('selects nothing without a change', () => {
    expect(plan()).toEqual({});
  });

  it('selects the tests that import a changed source, in its package and those that use it', () => {
    const source = 'packages/run/src/index.ts';
    expect(plan(source)).toEqual({
      ...everywhere,
      'packages/run': [source],
      'packages/studio': [source],
      'apps/bench': [source],
      'apps/cli': [source, ...pages, 'apps/cli/src/command-line/watch-output.test.ts'],
      'tools/fuzz': [source],
    });
  });

  it('selects the tests that start a changed source', () => {
    expect(plan('packages/local/src/index.ts')['packages/local']).toEqual([
      'packages/local/src/index.ts',
      'packages/local/src/process.integration.test.ts',
    ]);
  });

  it('selects the programs of examples, which tests start', () => {
    const selected = plan('examples/losses.ts');
    expect(selected).toMatchObject(everywhere);
    expect(selected['apps/cli']).toContain('apps/cli/src/commands/tickets.test.ts');
  });

  it.each(['packages/losses/README.md', 'docs/export.md', 'CONTRIBUTING.md', 'llms.txt'])(
    'selects the tests that read pages, for %s',
    (page) => {
      expect(plan(page)).toEqual({ ...everywhere, 'apps/cli': pages });
    },
  );

  it.each([
    'packages/templates/templates/classify_forward.yaml',
    'packages/templates/package.json',
  ])('selects all tests of the packages that use %s', (file) => {
    const selected = plan(file);
    for (const name of ['templates', 'datasets', 'local', 'vi', 'run', 'studio'])
      expect(selected).toHaveProperty(`packages/${name}`, 'all');
    expect(selected).toHaveProperty('apps/cli', 'all');
    expect(selected).not.toHaveProperty('packages/random');
  });

  it('selects all tests of the data sets and of those that use them, for a file of data', () => {
    const selected = plan('data/generated/walks/train.jsonl');
    expect(selected).toMatchObject({ 'packages/datasets': 'all', 'apps/bench': 'all' });
    expect(selected).not.toHaveProperty('packages/llm');
  });

  it('selects the tests that build the page of the studio', () => {
    expect(plan('packages/studio/src/page/start.ts')).toMatchObject({ 'packages/studio': 'all' });
  });

  it.each(['pnpm-lock.yaml', 'vitest.config.ts'])('selects every test for %s', (file) => {
    const tested = workspace.filter(({ hasTests }) => hasTests);
    expect(plan(file)).toEqual(Object.fromEntries(tested.map(({ folder }) => [folder, 'all'])));
  });
});

const tests = execFileSync('git', ['ls-files', '*.test.ts'], { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter((test) => existsSync(join(root, test)));

const reads = tests
  .filter((test) => /^(packages|apps|tools)\//.test(test))
  .flatMap((test) => {
    const text = readFileSync(join(root, test), 'utf8');
    const named = text.matchAll(/'(?:\.\.\/){3,}((?:docs|examples|data|contributing)\b[^']*)'/g);
    return [...named].map(([, path = '']) => ({ test, path }));
  });

it('finds tests that name files outside of their package', () => {
  expect(reads.length).toBeGreaterThan(5);
});

it.each(reads)('selects $test for a change of $path, which it names', ({ test, path }) => {
  const changed = path.endsWith('.md') ? path : `${path}/some-file.jsonl`;
  const folder = workspace.map((each) => each.folder).find((each) => test.startsWith(`${each}/`));
  const selected = plan(changed)[folder ?? ''];
  expect(selected === 'all' || selected?.includes(test)).toBe(true);
});

it('names tests that exist', () => {
  const named = [
    'examples/a.csv',
    'docs/candidates.md',
    'docs/settings.md',
    'packages/local/src/index.ts',
    'packages/datasets/README.md',
  ]
    .flatMap((file) => Object.values(plan(file)))
    .flatMap((files) => (files === 'all' ? [] : files))
    .filter((file) => file.endsWith('.test.ts'));
  expect(named.length).toBeGreaterThan(9);
  expect(named.filter((test) => !tests.includes(test))).toEqual([]);
});
