import { findInputColumn, isDatasetFile } from '@dln/datasets';
import { isUserFacing, locatePath, type RecordedRun } from '@dln/run';

/**
 * The column of inputs in the own data that a run was trained on; undefined for other data, or if
 * they are gone.
 */
export async function recordedColumn(
  recorded: RecordedRun | undefined,
): Promise<string | undefined> {
  const dataset = recorded?.configuration.dataset;
  if (!recorded || dataset === null || dataset === undefined || !isDatasetFile(dataset))
    return undefined;
  const file = locatePath(dataset, recorded.place);
  if (file === undefined) return undefined;
  try {
    return await findInputColumn(file);
  } catch (error) {
    if (isUserFacing(error)) return undefined;
    throw error;
  }
}
