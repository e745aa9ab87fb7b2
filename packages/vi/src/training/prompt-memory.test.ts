import { expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { bestValidated, recordSetters, type MemoryEntry } from './prompt-memory.ts';

const entry = (name: string, accuracy: number): MemoryEntry => ({
  parameters: [instructionOnly(name)],
  accuracy,
});

it('keeps the best validated prompts, best first, record or not', () => {
  const memory = [0.5, 0.7, 0.6].reduce<readonly MemoryEntry[]>(
    (held, accuracy) =>
      bestValidated(held, { ...entry(`p${accuracy}`, accuracy), isRecord: false }, 2),
    [],
  );
  expect(memory).toEqual([entry('p0.7', 0.7), entry('p0.6', 0.6)]);
});

it('holds a prompt once', () => {
  const memory = bestValidated([entry('p', 0.5)], { ...entry('p', 0.5), isRecord: false }, 5);
  expect(memory).toEqual([entry('p', 0.5)]);
});

it('lets only records in under the reference', () => {
  expect(recordSetters([], { ...entry('p', 0.5), isRecord: false }, 2)).toEqual([]);
});
