import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { describeSystemError } from './describe-system-error.ts';

const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

it.each([
  ['a missing file', () => readFile('/missing/file'), '/missing/file does not exist.'],
  ['a folder', () => readFile(tmpdir()), 'A path is a folder. Name a file. (EISDIR)'],
  ['a folder to write', () => writeFile(tmpdir(), ''), `${tmpdir()} is a folder. Name a file.`],
  ['a file as a folder', () => mkdir(import.meta.filename), 'exists already. Name another path.'],
  ['a path below a file', () => open(`${import.meta.filename}/x`), 'lies below a file'],
])('advises what to do about %s', async (_, work, message) => {
  expect(describeSystemError(await errorOf(work()))).toContain(message);
});

it.runIf(process.platform === 'linux')('reports a full disk', async () => {
  const text = describeSystemError(await errorOf(writeFile('/dev/full', 'x')));
  expect(text).toContain('the disk is full. Free some space, and try again. (ENOSPC)');
});

it('advises what to do if too many files are open', () => {
  const error = Object.assign(new Error('EMFILE: too many open files'), {
    code: 'EMFILE',
    syscall: 'open',
    path: '/x',
  });
  expect(describeSystemError(error)).toBe(
    '/x cannot be opened: this process has too many open files. Raise `ulimit -n`. (EMFILE)',
  );
});

it('leaves defects alone', () => {
  expect(describeSystemError(new TypeError('x is not a function'))).toBeUndefined();
  expect(describeSystemError(Object.assign(new Error('x'), { code: 'ENOENT' }))).toBeUndefined();
  expect(describeSystemError(Object.assign(new Error('x'), { code: 'toString' }))).toBeUndefined();
});
