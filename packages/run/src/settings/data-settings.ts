import { z } from 'zod';
import { inGroup, setting } from './setting.ts';
import { DATASET_PATH, PLAIN_PATH } from './setting-path.ts';

/** What the network learns from, and how batches are drawn from it. */
export const dataSettings = inGroup('Data', {
  dataset: setting(z.string().nullable(), {
    defaults: { standard: null, reference: 'subj' },
    description:
      'the task: the name of a dataset, such as navigate, a CSV, TSV, JSONL, JSON or YAML file, or a module, such as ./loader.mjs',
    placeholder: 'name',
    path: DATASET_PATH,
    decidesAccuracy: true,
  }),
  dataDir: setting(z.string(), {
    default: 'data',
    description: 'the folder of the datasets',
    placeholder: 'folder',
    path: PLAIN_PATH,
    decidesAccuracy: true,
  }),
  datasetInfo: setting(z.string().nullable(), {
    default: null,
    description: "YAML with each task's instruction and classes; replaces the shipped file",
    placeholder: 'file',
    path: PLAIN_PATH,
    decidesAccuracy: true,
  }),
  maxTrainSize: setting(z.int().min(-1), {
    default: -1,
    description: 'use at most N training examples; -1 or 0: all',
    unit: 'examples',
    decidesAccuracy: true,
  }),
  maxDevSize: setting(z.int().min(-1), {
    default: -1,
    description: 'use at most N validation examples; -1 or 0: all',
    unit: 'examples',
    decidesAccuracy: true,
  }),
  maxTestSize: setting(z.int().min(-1), {
    default: -1,
    description: 'use at most N test examples; -1 or 0: all',
    unit: 'examples',
    decidesAccuracy: true,
  }),
  nShots: setting(z.int().min(-1), {
    default: -1,
    description: 'solved examples before each input of a one-layer network; -1: none',
    unit: 'examples',
  }),
  balanceBatch: setting(z.boolean(), {
    defaults: { standard: true, reference: false },
    description: 'balance batches across classes when possible',
    training: 'balanceBatches',
  }),
  batchSize: setting(z.int().min(1), {
    default: 20,
    description: 'training examples in a step',
    unit: 'examples',
    training: 'batchSize',
  }),
});
