import type { GeneratedDatasetName } from '../generators/generated-dataset-name.ts';

/** A file in a public repository. */
export interface PublishedPlace {
  /** As `owner/name`. */
  readonly repository: string;
  /** The commit to fetch, 40 hexadecimal digits. */
  readonly commit: string;
  /** The file's path in the repository. */
  readonly path: string;
}

/** A file that is fetched unchanged. */
export interface CopiedFile extends PublishedPlace {
  readonly kind: 'copied';
  /** Path relative to the data directory, with slashes. */
  readonly file: string;
  /** Size in bytes. */
  readonly bytes: number;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
}

/** A file built from a published BIG-bench task by removing the examples of BIG-Bench Hard. */
export interface SubtractedFile extends PublishedPlace {
  readonly kind: 'subtracted';
  /** Path relative to the data directory, with slashes. */
  readonly file: string;
  /** The task, named after its dataset. */
  readonly task: GeneratedDatasetName;
  /** The file of BIG-Bench Hard, relative to the data directory. */
  readonly without: string;
  /** Number of examples in the published task. */
  readonly examples: number;
}

/** A dataset file and where it is published. */
export type PublishedFile = CopiedFile | SubtractedFile;

/** The published files of each dataset, in the order in which they are needed. */
export type PublishedFiles = ReadonlyMap<string, readonly PublishedFile[]>;
