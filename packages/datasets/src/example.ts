/** An input text and its expected output. */
export interface Example {
  readonly input: string;
  /** The label as a model should write it, mapped if the data has numbers for names. */
  readonly target: string;
  /**
   * The row that it was made from, by column: what metrics may read. Missing if the row holds input
   * and target only.
   */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
}

/** Train to learn from, dev to choose by, test to report on. */
export type Split = 'train' | 'dev' | 'test';

/** Every split, in the order in which they are loaded and reduced. */
export const splitNames: readonly Split[] = ['train', 'dev', 'test'];

/** The examples of each split. */
export type Splits = Readonly<Record<Split, readonly Example[]>>;
