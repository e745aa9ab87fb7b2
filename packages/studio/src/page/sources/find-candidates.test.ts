import { expect, it } from 'vitest';
import { findCandidates, type ReadRange } from './find-candidates.ts';

const PER_STEP = 12;

/** A ledger of so many steps, with prompts of different lengths, some of them beyond ASCII. */
function ledgerOf(steps: number): Uint8Array {
  const lines = Array.from({ length: steps * PER_STEP }, (_, at) => {
    const step = Math.floor(at / PER_STEP);
    const prompt = '“é” '.repeat(1 + ((at * 37) % 400));
    return `${JSON.stringify({ step, layer: 1, round: 1, candidate: at % PER_STEP, prompt })}\n`;
  });
  return new TextEncoder().encode(lines.join(''));
}

function reader(bytes: Uint8Array): { readonly read: ReadRange; readonly count: () => number } {
  let count = 0;
  return {
    read: async (from, length) => {
      const part = bytes.subarray(from, from + length);
      count += part.length;
      return part;
    },
    count: () => count,
  };
}

it('finds the candidates of any step, and reads little of a large file', async () => {
  const bytes = ledgerOf(3000);
  expect(bytes.length).toBeGreaterThan(30_000_000);
  for (const step of [0, 1, 1234, 2998, 2999]) {
    const { read, count } = reader(bytes);
    const found = await findCandidates(read, bytes.length, step);
    expect(found.map((one) => [one.step, one.candidate])).toEqual(
      Array.from({ length: PER_STEP }, (_, at) => [step, at]),
    );
    expect(count()).toBeLessThan(4_000_000);
  }
});

it('finds none for a step that is not there, or in an empty file', async () => {
  const bytes = ledgerOf(5);
  expect(await findCandidates(reader(bytes).read, bytes.length, 9)).toEqual([]);
  expect(await findCandidates(reader(new Uint8Array()).read, 0, 0)).toEqual([]);
});

it('leaves out a last line that was not written to its end', async () => {
  const bytes = ledgerOf(1).subarray(0, -5);
  expect(await findCandidates(reader(bytes).read, bytes.length, 0)).toHaveLength(PER_STEP - 1);
});
