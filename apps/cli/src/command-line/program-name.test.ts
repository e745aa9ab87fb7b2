import { describe, expect, it } from 'vitest';
import { createProgram } from './create-program.ts';
import { chooseProgramName, withProgramName, type Start } from './program-name.ts';

const script = '/home/me/dln/apps/cli/dist/main.js';
const start: Start = {
  script,
  lifecycle: undefined,
  userAgent: undefined,
  workingDirectory: '/home/me/dln',
  isOnPath: false,
};
const npm = 'npm/11.0.0 node/v24.0.0 linux x64';

describe('chooseProgramName', () => {
  it.each<readonly [string, Partial<Start>, string]>([
    ['a link on PATH', { script: '/usr/bin/dln' }, 'dln'],
    ['a wrapper on PATH', { isOnPath: true }, 'dln'],
    ['node in a checkout', {}, 'node apps/cli/dist/main.js'],
    ['node from elsewhere', { workingDirectory: '/tmp' }, `node ${script}`],
    ['a path with a blank', { script: '/a b/main.js' }, 'node "/a b/main.js"'],
    ['npm run dln', { lifecycle: 'dln', userAgent: npm, isOnPath: true }, 'npm run dln --'],
    ['npm start', { lifecycle: 'start', userAgent: npm }, 'npm run dln --'],
    ['pnpm dln', { lifecycle: 'dln', userAgent: 'pnpm/11.0.0 npm/?' }, 'pnpm dln'],
    ['yarn dln', { lifecycle: 'dln', userAgent: 'yarn/4.0.0' }, 'yarn dln'],
    [
      'npx dln',
      { lifecycle: 'npx', userAgent: npm, script: '/x/node_modules/.bin/dln' },
      'npx dln',
    ],
    ['another script of a project', { lifecycle: 'nightly', isOnPath: true }, 'dln'],
    ['a program that imports the command', { script: '/x/vitest.mjs' }, 'dln'],
  ])('names %s', (_, how, expected) => {
    expect(chooseProgramName({ ...start, ...how })).toBe(expected);
  });
});

describe('withProgramName', () => {
  it('changes commands, and nothing else that holds the word', () => {
    const text =
      'dln: run dln resume runs/dln train-1, or `dln data list`; see dln-cli and dln itself.';
    expect(withProgramName(text, 'npm run dln --')).toBe(
      'dln: run npm run dln -- resume runs/dln train-1, or `npm run dln -- data list`; see dln-cli and dln itself.',
    );
    expect(withProgramName(text, 'dln')).toBe(text);
  });

  it('knows every command', () => {
    const { commands } = createProgram({
      stdin: process.stdin,
      stdout: process.stdout,
      stderr: process.stderr,
      cacheFolder: '',
      signal: new AbortController().signal,
    });
    expect(commands).not.toEqual([]);
    for (const command of commands)
      expect(withProgramName(`dln ${command.name()}`, 'x')).toBe(`x ${command.name()}`);
  });

  it('changes nothing twice', () => {
    const once = withProgramName('dln eval x', 'npx dln');
    expect([once, withProgramName(once, 'npx dln')]).toEqual(['npx dln eval x', 'npx dln eval x']);
  });
});
