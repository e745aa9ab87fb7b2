import { describe, expect, it } from 'vitest';
import { findHints, flagsOf, flagsOfCommand } from './find-hints.ts';

const hints = {
  lost: ['get {name}', '--folder names another place.', '--folder and --force replace it.'],
  late: ['--timeout raises the limit.'],
};

const withCode = (code: string, fields: object = {}): Error =>
  Object.assign(new Error('It failed.'), { code, ...fields });

describe('findHints', () => {
  it('gives the hints of a code whose flags the command has', () => {
    const found = (flags: readonly string[]): readonly string[] =>
      findHints(withCode('lost'), { hints, flags });
    expect(found([])).toEqual([]);
    expect(found(['--folder'])).toEqual(['--folder names another place.']);
    expect(found(['--folder', '--force'])).toHaveLength(2);
  });

  it('fills in texts of the error, and leaves a hint out that needs another one', () => {
    const options = { hints, flags: [] };
    expect(findHints(withCode('lost', { name: 'subj' }), options)).toEqual(['get subj']);
    expect(findHints(withCode('lost', { name: 5 }), options)).toEqual([]);
  });

  it('gives the hints of listed errors, each once', () => {
    const errors = [withCode('late'), withCode('late'), withCode('lost', { name: 'a' })];
    expect(findHints(withCode('several', { errors }), { hints, flags: ['--timeout'] })).toEqual([
      '--timeout raises the limit.',
      'get a',
    ]);
  });

  it.each([
    new Error('no code'),
    withCode('toString'),
    Object.assign(new Error(''), { code: 5 }),
    'lost',
  ])('gives none for %s', (error) => {
    expect(findHints(error, { hints, flags: ['--folder', '--force'] })).toEqual([]);
  });
});

it('flags are read from a hint, and from a command with its parents', () => {
  expect(flagsOf('See --host and --allowed-host.')).toEqual(['--host', '--allowed-host']);
  expect(flagsOf('dln resume')).toEqual([]);
  const parent = { options: [{ long: '--verbose' }], parent: null };
  const command = { options: [{ long: '--port' }, { long: null }, {}], parent };
  expect(flagsOfCommand(command)).toEqual(['--port', '--verbose']);
  expect(flagsOfCommand(null)).toEqual([]);
});
