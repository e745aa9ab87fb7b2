import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { announceInput, requireInput } from './announce-input.ts';

function announced(file: string | undefined, isTTY: boolean): string {
  let stderr = '';
  const stdin = Object.assign(Readable.from([]), { isTTY });
  announceInput(file, { stdin, stderr: { write: (text) => (stderr += text) } });
  return stderr;
}

describe('announceInput', () => {
  it('tells a person at a terminal what to type', () => {
    expect(announced(undefined, true)).toBe('Type one input per line; Ctrl-D ends.\n');
    expect(announced('-', true)).toBe('Type one input per line; Ctrl-D ends.\n');
  });

  it('is silent for pipes and files', () => {
    expect(announced(undefined, false)).toBe('');
    expect(announced('questions.txt', true)).toBe('');
  });
});

describe('requireInput', () => {
  it('refuses nothing, and names the places it searched', () => {
    expect(() => {
      requireInput([], undefined);
    }).toThrow('Standard input holds no input. Give inputs as arguments');
    expect(() => {
      requireInput([], 'empty.txt');
    }).toThrow('empty.txt holds no input.');
    requireInput(['x'], undefined);
  });
});
