import { sameInBoth } from './same-in-both.ts';
import type { SettingsNamed } from './setting.ts';

/** What the network learns from, and how batches are drawn from it. */
export const dataSettings: SettingsNamed<
  | 'dataset'
  | 'dataDir'
  | 'datasetInfo'
  | 'maxTrainSize'
  | 'maxDevSize'
  | 'maxTestSize'
  | 'nShots'
  | 'balanceBatch'
  | 'batchSize'
> = {
  dataset: {
    group: 'Data',
    kind: { type: 'text' },
    placeholder: 'name',
    description: 'the task: a name from `dln data list`, or a CSV, TSV, JSONL, JSON or YAML file',
    defaults: { standard: null, reference: 'subj' },
  },
  dataDir: {
    group: 'Data',
    kind: { type: 'text' },
    placeholder: 'folder',
    description: 'where the files of the datasets lie',
    defaults: sameInBoth('data'),
  },
  datasetInfo: {
    group: 'Data',
    kind: { type: 'text' },
    placeholder: 'file',
    description: "YAML with each task's instruction and classes, in place of the shipped one",
    defaults: sameInBoth(null),
  },
  maxTrainSize: {
    group: 'Data',
    kind: { type: 'integer', minimum: -1 },
    description: 'cut the training examples to so many; -1 or 0: all',
    defaults: sameInBoth(-1),
  },
  maxDevSize: {
    group: 'Data',
    kind: { type: 'integer', minimum: -1 },
    description: 'cut the validation examples to so many; -1 or 0: all',
    defaults: sameInBoth(-1),
  },
  maxTestSize: {
    group: 'Data',
    kind: { type: 'integer', minimum: -1 },
    description: 'cut the test examples to so many; -1 or 0: all',
    defaults: sameInBoth(-1),
  },
  nShots: {
    group: 'Data',
    kind: { type: 'integer', minimum: -1 },
    description: 'solved examples put before each input of a one-layer network; -1: none',
    defaults: sameInBoth(-1),
  },
  balanceBatch: {
    group: 'Data',
    kind: { type: 'boolean' },
    description: 'draw the same number of examples of each class into a batch',
    defaults: { standard: true, reference: false },
  },
  batchSize: {
    group: 'Data',
    kind: { type: 'integer', minimum: 1 },
    description: 'training examples in a step',
    defaults: sameInBoth(20),
  },
};
