import { z } from 'zod';
import type { BenchCellName } from '../../contract.ts';
import { parseJson } from '../../records/fields.ts';

const schema = z.object({
  cell: z.object({
    name: z.object({
      experiment: z.string(),
      model: z.string(),
      variant: z.string(),
      dataset: z.string(),
      row: z.string(),
      setting: z.string().default(''),
      seed: z.number(),
    }),
  }),
});

/** Reads which measurement of the bench a result.json belongs to; null if it does not say so. */
export function parseCellName(text: string): BenchCellName | null {
  const { success, data } = schema.safeParse(parseJson(text));
  return success ? data.cell.name : null;
}
