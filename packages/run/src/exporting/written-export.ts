/** An exported network. */
export interface WrittenExport {
  /** The content of the file. */
  readonly text: string;
  /** What the export does differently from the network; a sentence each. */
  readonly notes: readonly string[];
}
