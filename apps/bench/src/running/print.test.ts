import { afterEach, expect, it, vi } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { note, print } from './print.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

it('shows what would command a terminal instead of writing it (issue 14.12)', () => {
  const log = vi.spyOn(console, 'log').mockReturnValue();
  const error = vi.spyOn(console, 'error').mockReturnValue();
  print('accuracy\r\u001b]52;c;ZXZpbA==\u0007');
  note('model \u202ea\u009b2J');
  expect(log).toHaveBeenCalledWith('accuracy\\u000d\\u001b]52;c;ZXZpbA==\\u0007');
  expect(error).toHaveBeenCalledWith('model \\u202ea\\u009b2J');
});

it('is the way of every command to the terminal', () => {
  const source = join(import.meta.dirname, '..');
  const direct = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file))
    .filter((file) => /console\.\w+\(/.test(readFileSync(join(source, file), 'utf8')));
  // The memory cases are processes whose last words the bench reads.
  expect(direct.toSorted()).toEqual(['memory/memory-cases.ts', 'running/print.ts']);
});
