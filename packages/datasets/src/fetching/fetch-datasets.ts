import { createArgumentError } from '../dataset-argument-error.ts';
import { loadSources } from '../load-sources.ts';
import { DownloadError } from './download-error.ts';
import { createFetchError } from './create-fetch-error.ts';
import type { FetchEvent } from './fetch-event.ts';
import { fetchFile } from './fetch-file.ts';
import type { PublishedFile, PublishedFiles } from './published-file.ts';
import type { Fetch } from './receive-file.ts';
import { PUBLIC_BASE_URL, publishedUrl } from './published-url.ts';

/** Options of `fetchDatasets`. */
export interface FetchDatasetsOptions {
  /** The datasets to fetch. @default all published datasets */
  readonly names?: readonly string[];
  /** The data directory. */
  readonly dataDir: string;
  /** A mirror with files at repository/commit/path. @default GitHub */
  readonly baseUrl?: string;
  /**
   * Replaces existing files that differ from the published ones. @default false: such a file is an
   * error
   */
  readonly force?: boolean;
  /** Sources of the published datasets. @default the list in this package */
  readonly sources?: PublishedFiles;
  readonly signal?: AbortSignal | undefined;
  /** Sends requests, for example through a proxy. @default the global `fetch` */
  readonly fetch?: Fetch | undefined;
  readonly onEvent?: (event: FetchEvent) => void;
  /** Number of attempts per download. @default 4: enough for transient failures */
  readonly attempts?: number;
  /** Delay before the second attempt; doubles before each further one. @default 500 */
  readonly retryDelayInMs?: number;
  /** How long a server may send nothing. @default 30,000 */
  readonly stallTimeoutInMs?: number;
}

/**
 * Fetches datasets into a data directory. Every file comes from a pinned commit and is verified.
 * Existing files are not fetched again, interrupted downloads resume, and a file gets its name only
 * once it is complete and correct.
 *
 * @example
 * await fetchDatasets({ names: ['subj'], dataDir: 'data' });
 *
 * @throws DatasetArgumentError for an unknown dataset or an invalid base URL
 * @throws DownloadError after all other files were fetched, if a file failed
 */
export async function fetchDatasets(options: FetchDatasetsOptions): Promise<void> {
  const { baseUrl = PUBLIC_BASE_URL, signal, onEvent = () => {} } = options;
  const sources = options.sources ?? (await loadSources());
  const names = [...new Set(options.names ?? sources.keys())];
  const wanted = names.map((name) => findFiles(sources, name));
  for (const published of wanted.flat()) publishedUrl(baseUrl, published);

  const errors: Error[] = [];
  for (const files of wanted) {
    for (const published of files) {
      try {
        await fetchFile({
          published,
          url: publishedUrl(baseUrl, published),
          dataDir: options.dataDir,
          force: options.force ?? false,
          attempts: options.attempts ?? 4,
          retryDelayInMs: options.retryDelayInMs ?? 500,
          stallTimeoutInMs: options.stallTimeoutInMs ?? 30_000,
          signal,
          fetch: options.fetch,
          onEvent,
        });
      } catch (error) {
        signal?.throwIfAborted();
        if (!isUserFacing(error)) throw error;
        onEvent({ type: 'failed', published, error });
        errors.push(error);
        // The other files of this dataset are useless without this one. If no connection is
        // possible, all will fail.
        if (error instanceof DownloadError && error.code === 'unreachable') {
          throw createFetchError(errors);
        }
        break;
      }
    }
  }
  if (errors.length > 0) throw createFetchError(errors);
}

function findFiles(sources: PublishedFiles, name: string): readonly PublishedFile[] {
  const files = sources.get(name);
  if (files) return files;
  const wanted = `one that can be fetched: ${[...sources.keys()].join(', ')}`;
  throw createArgumentError({ argument: 'dataset', value: name, wanted });
}

function isUserFacing(error: unknown): error is Error {
  return error instanceof Error && 'userFacing' in error;
}
