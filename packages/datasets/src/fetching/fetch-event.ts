import type { DownloadError } from './download-error.ts';
import type { PublishedFile } from './published-file.ts';

/** Progress of a file while datasets are fetched. */
export type FetchEvent =
  | {
      /** The published file already exists. */
      readonly type: 'present';
      readonly published: PublishedFile;
    }
  | {
      /**
       * Bytes received so far, including earlier attempts. The first event of a file comes before
       * its first request.
       */
      readonly type: 'receiving';
      readonly published: PublishedFile;
      readonly bytes: number;
      /** Undefined if unknown. */
      readonly totalBytes: number | undefined;
    }
  | {
      /** An attempt failed and will be retried. */
      readonly type: 'retrying';
      readonly published: PublishedFile;
      readonly error: DownloadError;
    }
  | {
      /** The file is complete, verified and in place. */
      readonly type: 'fetched';
      readonly published: PublishedFile;
    }
  | {
      /** The file could not be fetched; other files continue. */
      readonly type: 'failed';
      readonly published: PublishedFile;
      readonly error: Error;
    };
