import { expect, it } from 'vitest';
import { fitStream } from './fit-stream.ts';

const text = 'tokens         12\ntest accuracy  50.0 % (of 2; 95 % interval 9.5 – 90.5 %)';
const write = (): boolean => true;

it('wraps lines at blanks for a terminal, under their labels', () => {
  expect(fitStream(text, { isTTY: true, columns: 44, write })).toBe(
    [
      'tokens         12',
      'test accuracy  50.0 % (of 2; 95 % interval',
      '               9.5 – 90.5 %)',
    ].join('\n'),
  );
});

it('leaves lines alone for files and pipes', () => {
  expect(fitStream(text, { columns: 44, write })).toBe(text);
});
