/** An input text and its expected output. */
export interface Example {
  readonly input: string;
  /** The label as a model should write it, mapped if the data has numbers for names. */
  readonly target: string;
}

/** Train to learn from, dev to choose by, test to report on. */
export type Split = 'train' | 'dev' | 'test';

/** Every split, in the order in which they are loaded and reduced. */
export const splitNames: readonly Split[] = ['train', 'dev', 'test'];

/** The examples of each split. */
export type Splits = Readonly<Record<Split, readonly Example[]>>;
