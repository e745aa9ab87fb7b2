/** A record of a file, by column. */
export interface DataRecord {
  /** The last line of the record, counted from 1. */
  readonly line: number;
  /** Source texts: numbers keep their digits. */
  readonly values: ReadonlyMap<string, string>;
  /**
   * Columns without a text, with the kind of their value: `null`, `a list`, `an object`. Always
   * empty for tables.
   */
  readonly unusable: ReadonlyMap<string, string>;
  /** The lists and objects among them; numbers inside are texts. Missing for tables. */
  readonly nested?: ReadonlyMap<string, unknown> | undefined;
}

/** The records of a file and its columns, in order of first appearance. */
export interface DataRecords {
  readonly columns: readonly string[];
  readonly records: readonly DataRecord[];
}
