import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from '../bootstrap.mjs';

/**
 * Sizes of a package, in kB: its tarball, its files once installed, and a minified bundle of its main
 * entry with its dependencies, plain and compressed.
 *
 * @typedef {{ tarball: number, installed: number, bundle: number, gzip: number }} Sizes
 */

/** The recorded sizes. `node scripts/check-packed.mjs --write-sizes` writes them. */
const RECORD = join(root, 'scripts/packed/sizes.json');

/** A size may be this much above the recorded one. */
const TOLERANCE = 1.05;

/** What bundles leave out: optional parts, and programs of their own. */
const EXTERNAL = ['#llama-cpp', '@node-llama-cpp/*', '@huggingface/tokenizers', '@opentelemetry/*'];

/**
 * Compares the sizes of packages with the recorded ones.
 *
 * @param {string} folder a project in which the packages are installed
 * @param {ReadonlyMap<string, string>} tarballs by package
 * @param {{ write: boolean }} options whether to record the sizes instead
 * @throws Error if a package is more than 5 % larger than recorded, or has no record
 */
export async function checkSizes(folder, tarballs, { write }) {
  /** @type {Record<string, Sizes>} */
  const sizes = {};
  for (const [name, tarball] of tarballs) sizes[name] = await measure(folder, { name, tarball });
  if (write) {
    writeFileSync(RECORD, `${JSON.stringify(sizes, null, 2)}\n`);
    return;
  }
  const problems = findGrown(sizes, JSON.parse(readFileSync(RECORD, 'utf8')));
  if (problems.length > 0)
    throw new Error(
      `${problems.join('\n')}\nIf the growth is wanted, run \`node scripts/check-packed.mjs --write-sizes\`.`,
    );
}

/**
 * Lists the sizes that are above the recorded ones.
 *
 * @param {Readonly<Record<string, Sizes>>} sizes
 * @param {Readonly<Record<string, Sizes | undefined>>} recorded
 * @returns {string[]} One line per size.
 */
export function findGrown(sizes, recorded) {
  return Object.entries(sizes).flatMap(([name, own]) => {
    const before = recorded[name];
    if (before === undefined) return [`${name} has no recorded sizes`];
    const kinds = /** @type {(keyof Sizes)[]} */ (Object.keys(own));
    return kinds
      .filter((kind) => own[kind] > before[kind] * TOLERANCE)
      .map((kind) => `${name}: ${kind} is ${own[kind]} kB, recorded are ${before[kind]} kB`);
  });
}

/**
 * @param {string} folder
 * @param {{ name: string, tarball: string }} packed
 * @returns {Promise<Sizes>}
 */
async function measure(folder, { name, tarball }) {
  const { outputFiles } = await build({
    stdin: { contents: `export * from '${name}';`, resolveDir: folder },
    ...{ bundle: true, minify: true, write: false, format: 'esm', platform: 'node' },
    external: EXTERNAL,
    logLevel: 'silent',
  });
  const [code] = outputFiles;
  if (code === undefined) throw new Error(`${name} has no bundle`);
  return {
    tarball: toKilobytes(statSync(tarball).size),
    installed: toKilobytes(sumOfFiles(gunzipSync(readFileSync(tarball)))),
    bundle: toKilobytes(code.contents.length),
    gzip: toKilobytes(gzipSync(code.contents).length),
  };
}

/**
 * The sizes of the files in a tar archive, added up.
 *
 * @param {Buffer} archive
 */
function sumOfFiles(archive) {
  let total = 0;
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0;) {
    const size = Number.parseInt(archive.toString('latin1', at + 124, at + 136), 8);
    total += size;
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return total;
}

/** @param {number} bytes */
function toKilobytes(bytes) {
  return Math.ceil(bytes / 1000);
}
