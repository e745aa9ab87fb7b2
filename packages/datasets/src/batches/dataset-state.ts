import type { RandomStateSnapshot } from '@dln/random';
import type { Split } from '../example.ts';

/** The state of a dataset as plain JSON. */
export interface DatasetState {
  /** Identifies the dataset, so that it is not restored onto another one. */
  readonly name: string;
  readonly sizes: Readonly<Record<Split, number>>;
  readonly pointers: Readonly<Record<Split, number>>;
  readonly generators: Readonly<Record<Split | 'fewShots', RandomStateSnapshot>>;
}
