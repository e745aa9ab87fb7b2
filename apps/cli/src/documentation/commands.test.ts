import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listPages, readBlocks, readShellCommands } from 'dln-markdown';
import { describe, expect, it } from 'vitest';
import { findFault } from './find-fault.ts';

const root = join(import.meta.dirname, '../../../..');
const SHELLS = new Set(['sh', 'bash', 'shell', 'console']);

/** How pages start the command line, as words before the arguments. */
const STARTS = [
  ['dln'],
  ['npx', 'dln'],
  ['npx', '@dln/cli'],
  ['pnpm', 'dln'],
  ['npm', 'run', 'dln', '--'],
];

function argumentsOf(words: readonly string[]): readonly string[] | undefined {
  const start = STARTS.find((own) => own.every((word, index) => words[index] === word));
  return start && words.slice(start.length);
}

const commands = listPages(root).flatMap((page) =>
  readBlocks(readFileSync(join(root, page), 'utf8'))
    .filter(({ language }) => SHELLS.has(language))
    .flatMap(({ code, line }) =>
      readShellCommands(code)
        .map(argumentsOf)
        .filter((args) => args !== undefined)
        .map((args) => ({ at: `${page}:${line}`, args })),
    ),
);

it('finds the commands of the pages', () => {
  expect(commands.length).toBeGreaterThan(100);
});

it.each(commands)('$at: dln $args has known commands and flags', ({ args }) => {
  expect(findFault(args)).toBeUndefined();
});

describe('findFault', () => {
  it.each([
    [['trane', '--layers', '1'], 'unknown command trane'],
    [['train', '--leyers', '1'], 'unknown flag --leyers'],
    [['runs', 'lst'], 'unknown command lst'],
    [['resume', 'runs/a', 'runs/b'], 'unknown argument runs/b'],
    [['train', '--layers'], expect.stringContaining('argument missing')],
  ])('of %j is %s', (args, fault) => {
    expect(findFault(args)).toEqual(fault);
  });

  it('accepts the help of a command', () => {
    expect([findFault(['--help']), findFault(['train', '--help'])]).toEqual([undefined, undefined]);
  });
});
