import { expect, it } from 'vitest';
import { toTerminalSvg, withoutCodes } from './terminal-svg.ts';

it('draws each line when it appeared, at most eight seconds in all', () => {
  const svg = toTerminalSvg({
    command: 'dln train',
    lines: [
      { text: 'first', seconds: 8 },
      { text: 'last', seconds: 16 },
    ],
  });
  expect(svg).toContain('style="animation-delay:4.00s">first</text>');
  expect(svg).toContain('style="animation-delay:8.00s">last</text>');
});

it('breaks a long command before a flag', () => {
  const command = `dln train --dataset ${'d'.repeat(70)} --model m --layers 2 --seed 7`;
  const svg = toTerminalSvg({ command, lines: [] });
  expect(svg).toContain('d --model m \\</text>');
  expect(svg).toContain('>    --layers 2 --seed 7</text>');
});

it('draws colors, and escapes what XML reserves', () => {
  const svg = toTerminalSvg({
    command: 'a',
    lines: [{ text: '\u001B[1;32m<b>\u001B[0m & c', seconds: 0 }],
  });
  expect(svg).toContain('<tspan style="fill:#7ee787;font-weight:bold">&lt;b&gt;</tspan> &amp; c');
});

it('is as wide as its longest line without codes', () => {
  expect(withoutCodes('\u001B[31mred\u001B[39m and plain')).toBe('red and plain');
  const svg = toTerminalSvg({ command: 'a', lines: [{ text: 'x'.repeat(100), seconds: 0 }] });
  expect(svg).toContain('<svg xmlns="http://www.w3.org/2000/svg" width="883"');
});
