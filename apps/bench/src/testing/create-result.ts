import type { Cell } from '../cells/cell.ts';
import type { CellResult } from '../cells/cell-result.ts';

/** A result for tests: half of ten answers right by default. */
export function createResult(cell: Cell, own: Partial<CellResult> = {}): CellResult {
  const right = own.right ?? Array.from({ length: 10 }, (_, item) => item < 5);
  return {
    cell,
    models: ['test:m'],
    devAccuracy: 0.5,
    testAccuracy: right.filter(Boolean).length / right.length,
    right,
    prompts: ['Say yes or no.'],
    trainingTokens: 1000,
    testTokens: 100,
    requests: 30,
    dollars: null,
    curves: { dev: [{ iteration: 0, value: 0.5 }], score: [] },
    notes: [],
    ...own,
  };
}
