import { expect, it } from 'vitest';
import { printable } from './printable.ts';

it.each([
  [
    'an OSC 52 that writes to the clipboard',
    '\u001b]52;c;ZXZpbA==\u0007',
    '\\u001b]52;c;ZXZpbA==\\u0007',
  ],
  ['a carriage return that overwrites a line', 'done\rfailed', 'done\\u000dfailed'],
  ['a C1 control sequence', '\u009b2J', '\\u009b2J'],
  ['DEL and backspace', 'a\u007f\b', 'a\\u007f\\u0008'],
  ['a mark that reverses text', 'a\u202ecod.exe\u2069', 'a\\u202ecod.exe\\u2069'],
  ['a line separator', 'a\u2028b', 'a\\u2028b'],
])('shows %s instead of obeying it (issue 14.12)', (_, text, shown) => {
  expect(printable(text)).toBe(shown);
});

it('leaves text of every script, tabs and the line ends of CSV as they are', () => {
  const text = 'naïve\t中文 हिन्दी עברית 👩‍👩‍👧\r\nnext\n';
  expect(printable(text)).toBe(text);
});

it.each(['\u001b[31m', '\u0085', '\u007f', '\u202e'])('keeps JSON valid (%#)', (text) => {
  expect(JSON.parse(printable(JSON.stringify({ text })))).toEqual({ text });
});
