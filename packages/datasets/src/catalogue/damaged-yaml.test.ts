import { expect, it } from 'vitest';
import { parseDescription } from './parse-catalogue.ts';

const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...'bcdefghi'.split('').map((name, at) => {
    const before = 'abcdefgh'[at];
    return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`;
  }),
].join('\n');

it.each([
  ['an alias without an anchor', 'instruction: *name'],
  ['an alias that contains itself', 'instruction: &a [*a]'],
  ['a map that contains itself', 'instruction: &a { b: *a }'],
  ['aliases that multiply', bomb],
  ['deep lists', `instruction: ${'['.repeat(20_000)}`],
])('refuses %s with the file and the reason (issue 14.11)', (_, yaml) => {
  expect(() => parseDescription(yaml, 'task.yaml')).toThrow(
    expect.objectContaining({ userFacing: true, message: expect.stringContaining('task.yaml') }),
  );
});
