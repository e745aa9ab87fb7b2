import { stat } from 'node:fs/promises';
import { locateModel } from './locate-model.ts';
import { modelFile } from './models-folder.ts';

/** The ending of the name of a copy with 8-bit weights. */
const SUFFIX = '-q8_0';

/** A model that was converted. */
export interface RequantizedModel {
  /** The name of the copy. */
  readonly name: string;
  readonly file: string;
  /** Size in bytes. */
  readonly bytes: number;
  /** Tensors that were converted. */
  readonly tensors: number;
}

/**
 * Writes a copy of a model of the models folder with its Q4_1 weights as Q8_0, which CPUs compute
 * two to three times as fast. The copy has the model's name with `-q8_0`.
 *
 * @throws RunFileError if the model is not fetched
 * @throws LocalModelError if it has no Q4_1 weights
 */
export async function requantizeStoredModel(name: string): Promise<RequantizedModel> {
  const { requantizeModel } = await import('@dln/local');
  const copy = `${name}${SUFFIX}`;
  const file = modelFile(copy);
  const tensors = await requantizeModel({ from: locateModel(name), to: file });
  return { name: copy, file, bytes: (await stat(file)).size, tensors };
}
