import { findHints, flagsOf, flagsOfCommand } from '@dln/run';
import { Readable } from 'node:stream';
import type { Command } from 'commander';
import { DownloadError } from '@dln/datasets';
import { describe, expect, it } from 'vitest';
import { createProgram } from './create-program.ts';
import { type ErrorCode, HINTS } from './hints.ts';

const program = createProgram({
  stdin: Readable.from([]),
  stdout: { write: () => true },
  stderr: { write: () => true },
  cacheFolder: '',
  signal: new AbortController().signal,
});

/** Flags of every command, by its name, such as `data fetch`. */
function flagsByCommand(command: Command, name = ''): readonly (readonly [string, string[]])[] {
  const inner = command.commands.flatMap((one) =>
    flagsByCommand(one, `${name} ${one.name()}`.trim()),
  );
  return [[name, [...flagsOfCommand(command)]], ...inner];
}

const commands = new Map(flagsByCommand(program));

function withCode(code: ErrorCode): Error {
  return Object.assign(new Error('It failed.'), { code, userFacing: true });
}

function hintsIn(command: string, error: unknown): readonly string[] {
  const flags = commands.get(command);
  if (!flags) throw new Error(`there is no command ${command}`);
  return findHints(error, { hints: HINTS, flags });
}

describe('hints', () => {
  it.each(Object.values(HINTS).flat())('names a command, or flags that one has: %s', (hint) => {
    const [, command] = /^dln ((?:[a-z]+ ?)+?)(?: lists| \{|$)/.exec(hint) ?? [];
    if (command !== undefined) expect([...commands.keys()]).toContain(command);
    else expect(flagsOf(hint)).not.toEqual([]);
    const shown = [...commands].filter(([, flags]) =>
      flagsOf(hint).every((flag) => flags.includes(flag)),
    );
    expect(shown).not.toEqual([]);
  });

  // Remedies that only a flag of the command gives, and no setting that the message names.
  it.each<readonly [ErrorCode, string, string]>([
    ['unreachable', 'data fetch', '--base-url'],
    ['unreachable', 'models fetch', '--mirror'],
    ['refused', 'data fetch', '--base-url'],
    ['refused', 'models fetch', '--mirror'],
    ['stalled', 'data fetch', '--timeout'],
    ['stalled', 'models fetch', '--timeout'],
    ['cut-short', 'data fetch', '--base-url'],
    ['damaged', 'models fetch', '--from'],
    ['file-exists', 'data fetch', '--force'],
    ['unwritable-file', 'data fetch', '--data-dir'],
    ['model-store', 'models fetch', '--from'],
    ['unusable-file', 'train', '--cache'],
    ['not-found', 'train', '--api'],
    ['time-cap', 'eval', '--max-minutes'],
    ['port-in-use', 'serve', '--port'],
    ['port-in-use', 'studio', '--port'],
    ['invalid-host', 'serve', '--allowed-host'],
    ['invalid-host', 'studio', '--host'],
    ['unnamed-hosts', 'serve', '--allowed-host'],
    ['unnamed-hosts', 'studio', '--allowed-host'],
    ['missing-token', 'serve', '--token-file'],
    ['short-token', 'serve', '--token-file'],
  ])('%s of dln %s names %s', (code, command, flag) => {
    expect(hintsIn(command, withCode(code)).flatMap(flagsOf)).toContain(flag);
  });

  it('names the folder, the data or the model of the error, and nothing that the error lacks', () => {
    const busy = Object.assign(withCode('run-busy'), { runDirectory: 'runs/a' });
    expect(hintsIn('resume', busy)).toEqual(['dln resume runs/a']);
    const missing = Object.assign(withCode('missing-file'), { published: 'subj' });
    expect(hintsIn('train', missing)).toEqual(['dln data fetch subj']);
    expect(hintsIn('train', withCode('missing-file'))).toEqual([]);
  });

  it('names no flag that the command lacks', () => {
    expect(hintsIn('models fetch', withCode('unreachable'))).toEqual([
      '--mirror names another server, --from copies a local file.',
    ]);
    expect(hintsIn('train', withCode('port-in-use'))).toEqual([]);
  });

  it('gives the hints of the errors of several files, each once', () => {
    const errors = [withCode('refused'), withCode('file-exists'), withCode('damaged')];
    const error = new DownloadError({ code: 'files-failed', message: 'Three failed.', errors });
    expect(hintsIn('data fetch', error)).toEqual([
      '--base-url names a mirror, --data-dir another folder.',
      '--force replaces it, --data-dir names another folder.',
    ]);
  });

  it('has no hint for an error without a code of the packages', () => {
    expect(hintsIn('train', new Error('It failed.'))).toEqual([]);
    expect(hintsIn('train', Object.assign(new Error(''), { code: 'toString' }))).toEqual([]);
  });
});
