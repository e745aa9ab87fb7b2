import type { RecordFormat } from '@dln/datasets';

/** How inputs are written: one on each line, or as a column of records. */
export type InputFormat = 'text' | RecordFormat;

/** Every input format. */
export const inputFormats: readonly InputFormat[] = ['text', 'csv', 'tsv', 'jsonl', 'json'];

/** How predictions are written. */
export type PredictionFormat = 'text' | 'csv' | 'jsonl';

/** Every format of predictions. */
export const predictionFormats: readonly PredictionFormat[] = ['text', 'csv', 'jsonl'];
