/** Thrown for an unknown dataset name. */
export class UnknownDatasetError extends Error {
  override readonly name = 'UnknownDatasetError';
  readonly userFacing = true;
  readonly dataset: string;
  /** The available names. */
  readonly known: readonly string[];
  /** Similar names and files, nearest first. */
  readonly suggestions: readonly string[];

  constructor(dataset: string, known: readonly string[], suggestions: readonly string[] = []) {
    const meant = suggestions.length === 0 ? '' : ` Did you mean ${suggestions.join(' or ')}?`;
    super(
      `There is no dataset called ${JSON.stringify(dataset)}.${meant} Give one of ` +
        `${known.join(', ')}; ` +
        'or, for your own data, the path of a CSV, TSV, JSONL or JSON file, or of a YAML ' +
        'file that describes one.',
    );
    this.dataset = dataset;
    this.known = known;
    this.suggestions = suggestions;
  }
}
