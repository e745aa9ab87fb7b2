import { expect, it } from 'vitest';
import { readShellCommands } from './read-shell-commands.ts';

it.each([
  [
    'dln train --layers 1 \\\n  --iters 2   # why',
    [['dln', 'train', '--layers', '1', '--iters', '2']],
  ],
  ['# a comment\n\nnpm test\n', [['npm', 'test']]],
  ['OPENAI_API_KEY=none A=1 dln eval runs/a', [['dln', 'eval', 'runs/a']]],
  ['export A=1', [['export', 'A=1']]],
  [`dln predict "a #1 'b'" 'c "d"'`, [['dln', 'predict', `a #1 'b'`, 'c "d"']]],
  ['dln eval a > b.json | jq .c && ls', [['dln', 'eval', 'a'], ['jq', '.c'], ['ls']]],
])('reads %j', (code, commands) => {
  expect(readShellCommands(code)).toEqual(commands);
});
