import type { Dataset } from '@dln/datasets';
import type { NetworkFile } from '@dln/vi';

/** What a saved network keeps of its dataset. */
export function taskOf({
  name,
  instruction,
  inputForm,
}: Pick<Dataset, 'name' | 'instruction' | 'inputForm'>): Omit<NetworkFile['task'], 'loss'> {
  return { dataset: name, instruction, ...(inputForm === undefined ? {} : { input: inputForm }) };
}
