import type { DataFile } from '../files/data-file.ts';
import { DatasetFileError } from '../files/dataset-file-error.ts';

/** Throws if a file has fewer examples than a loader needs. */
export function checkEnough(data: DataFile, held: number, needed: number): void {
  if (held >= needed) return;
  const problem = `holds ${held} example${held === 1 ? '' : 's'}, and ${needed} or more are needed`;
  throw new DatasetFileError({ ...data, problem });
}
