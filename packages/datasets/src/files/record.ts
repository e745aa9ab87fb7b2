/** A record of a file, by column. */
export interface DataRecord {
  /** The line it ends on, counted from 1. */
  readonly line: number;
  /** Texts as they are written: numbers keep their digits. */
  readonly values: ReadonlyMap<string, string>;
  /** Columns that hold no text, with what they hold: `null`, `a list`, `an object`. Tables have none. */
  readonly unusable: ReadonlyMap<string, string>;
}

/** The records of a file and its columns, in the order in which they first appear. */
export interface DataRecords {
  readonly columns: readonly string[];
  readonly records: readonly DataRecord[];
}
