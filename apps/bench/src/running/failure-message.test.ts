import { afterEach, describe, expect, it, vi } from 'vitest';
import { createUnknownPriceError } from '@dln/llm';
import { flagsOf, flagsOfCommand } from '@dln/run';
import { createProgram } from '../create-program.ts';
import { failureMessage, hintsFor } from './failure-message.ts';
import { HINTS } from './hints.ts';

const fixable = (message: string, fields: object = {}): Error =>
  Object.assign(new Error(message), { userFacing: true, ...fields });

const flagsOfRun = flagsOfCommand(
  createProgram().commands.find((command) => command.name() === 'run') ?? null,
);

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('failureMessage', () => {
  it('writes settings as flags of the command, or with --set', () => {
    const error = fixable('`preset: reference` has no `trustFactor`; `dataDir: x` is a folder.');
    expect(failureMessage(error, flagsOfRun)).toBe(
      '--set preset=reference has no --set trustFactor; --data-dir x is a folder.',
    );
    expect(failureMessage(error)).toBe(
      '`preset: reference` has no `trustFactor`; `dataDir: x` is a folder.',
    );
  });

  it('adds what helps, with the flags that the command has', () => {
    const missing = { code: 'missing-file', published: 'subj' };
    expect(failureMessage(fixable('It is missing.', missing))).toBe(
      'It is missing.\ndln data fetch subj',
    );
    expect(failureMessage(fixable('It is missing.', missing), flagsOfRun)).toBe(
      'It is missing.\ndln data fetch subj\n--data-dir names another folder.',
    );
  });

  it('shows an unexpected error by name, with its stack for DEBUG=dln, and no secret', () => {
    expect(failureMessage(new TypeError('x'))).toBe(
      'TypeError: x (run it again with DEBUG=dln to see its origin)',
    );
    expect(failureMessage('x')).toBe('x');
    vi.stubEnv('OPENAI_API_KEY', 'sk-secret-of-mine');
    expect(failureMessage(fixable('key sk-secret-of-mine'))).not.toContain('sk-secret-of-mine');
    vi.stubEnv('DEBUG', 'dln');
    expect(failureMessage(new TypeError('x'))).toContain('failure-message.test.ts');
  });
});

it('each hint names a command of dln, or flags that a command of bench has', () => {
  const commands = createProgram().commands.map(flagsOfCommand);
  for (const hint of Object.values(HINTS).flat()) {
    const flags = flagsOf(hint);
    if (flags.length === 0) expect(hint).toMatch(/^dln [a-z]+/);
    else expect(commands.some((own) => flags.every((flag) => own.includes(flag)))).toBe(true);
  }
});

it('gives the hints of several cells once', () => {
  const error = createUnknownPriceError('gpt-x');
  expect(hintsFor([error, error, fixable('x')], flagsOfRun)).toEqual([
    '--price gives one price for every model.',
  ]);
});
