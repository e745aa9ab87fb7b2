import { basename } from 'node:path';
import { redactUrl } from '@dln/llm';
import { readEnvironment } from '../environment.ts';
import { createModelStoreError } from './create-model-store-error.ts';
import { isModelName } from './models-folder.ts';
import { findPublished, publishedModels } from './published-model.ts';

/** Where published models are downloaded from. */
const HUGGING_FACE = 'https://huggingface.co';

/** A model file to fetch. */
export interface ModelRequest {
  readonly name: string;
  readonly url: string;
  readonly sha256: string;
  /** Size in bytes, if known. */
  readonly bytes: number | undefined;
  /** The published file's name. */
  readonly fileName: string;
}

/** How a caller names a model file. */
export interface ModelRequestOptions {
  /** A published name, or the URL of a GGUF file. */
  readonly model: string;
  /** SHA-256 of the file at a URL, in hexadecimal. */
  readonly sha256?: string | undefined;
  /** Name of the fetched model. @default the name of the file at the URL */
  readonly name?: string | undefined;
  /** A server with the layout of Hugging Face. @default HF_ENDPOINT, or Hugging Face */
  readonly mirror?: string | undefined;
}

/**
 * Finds out what to fetch.
 *
 * @throws RunFileError for an unknown name, an invalid URL, or a URL without a checksum
 */
export function resolveModelRequest(options: ModelRequestOptions): ModelRequest {
  const { model } = options;
  const published = findPublished(model);
  if (published === undefined) return resolveUrl(options);
  const { name, repository, commit, path, sha256, bytes } = published;
  const base = checkMirror(options.mirror ?? readEnvironment().huggingFaceUrl ?? HUGGING_FACE);
  const url = [base, repository, 'resolve', commit, path].join('/');
  return { name, url, sha256, bytes, fileName: basename(path) };
}

function resolveUrl({ model, sha256, name: givenName }: ModelRequestOptions): ModelRequest {
  const url = URL.parse(model);
  if (!url || !/^https?:$/.test(url.protocol)) {
    const names = publishedModels.map(({ name }) => name).join(', ');
    const remedy = `Published: ${names}. For any other model, give the URL of its GGUF file.`;
    throw createModelStoreError({ subject: model, problem: 'is not a published model', remedy });
  }
  if (sha256 === undefined || !/^[0-9a-f]{64}$/i.test(sha256)) {
    const problem = sha256 === undefined ? 'has no checksum' : `has an invalid checksum: ${sha256}`;
    const remedy =
      'Give the SHA-256 of the file, 64 hexadecimal digits; Hugging Face shows it on the page of the file.';
    throw createModelStoreError({ subject: redactUrl(model), problem, remedy });
  }
  const fileName = decoded(basename(url.pathname));
  const name = givenName ?? fileName.replace(/\.gguf$/i, '');
  if (!isModelName(name) || findPublished(name) !== undefined) {
    const problem = isModelName(name)
      ? 'is the name of a published model'
      : 'cannot be the name of a model';
    const remedy = 'Choose another name, of letters, digits, dots and dashes.';
    throw createModelStoreError({ subject: JSON.stringify(name), problem, remedy });
  }
  return { name, url: model, sha256: sha256.toLowerCase(), bytes: undefined, fileName };
}

/** A name as it is if it is not encoded properly. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function checkMirror(mirror: string): string {
  const url = URL.parse(mirror);
  const extras = url === null ? '' : url.username + url.password + url.search + url.hash;
  if (url && /^https?:$/.test(url.protocol) && extras === '') return mirror.replace(/\/+$/, '');
  throw createModelStoreError({
    subject: `The mirror ${redactUrl(mirror)}`,
    problem: 'is not a usable address',
    remedy:
      'It must begin with http:// or https://, without a user name, a password, a question mark and a #.',
  });
}
