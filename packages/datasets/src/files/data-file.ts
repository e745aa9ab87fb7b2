/** The content of a file. */
export interface DataFile {
  /** The name for messages, as the user would write it. */
  readonly file: string;
  readonly text: string;
  /** The files that a pattern found, whose records follow one another. `text` is empty then. */
  readonly parts?: readonly DataFile[] | undefined;
  /** A sentence with the remedy, including a command if one exists. */
  readonly remedy: string;
}
