import { z } from 'zod';
import type { DataFile } from './data-file.ts';
import { DatasetFileError } from './dataset-file-error.ts';

const exportSchema = z.object({
  rows: z.array(
    z.object({
      row_idx: z.coerce.number().optional(),
      row: z.record(z.string(), z.unknown()),
      truncated_cells: z.array(z.string()).optional(),
    }),
  ),
});

/**
 * The rows of a JSON export of Hugging Face's dataset server: `{ rows: [{ row_idx, row }] }`.
 *
 * @returns `undefined` if the value is something else
 * @throws DatasetFileError for a row whose cells the server has cut
 */
export function rowsOfExport(data: DataFile, value: unknown): readonly unknown[] | undefined {
  const { success, data: found } = exportSchema.safeParse(value);
  if (!success) return undefined;
  return found.rows.map(({ row, row_idx: index, truncated_cells: cut = [] }, place) => {
    if (cut.length === 0) return row;
    const problem = `row ${index ?? place} is not whole: the server cut ${cut.join(', ')}`;
    const remedy = 'Download the Parquet file of the dataset instead.';
    throw new DatasetFileError({ ...data, problem, remedy });
  });
}
