import { readFile } from 'node:fs/promises';
import { parseSources } from './fetching/parse-sources.ts';
import type { PublishedFiles } from './fetching/published-file.ts';

/** Loads the sources of the benchmarks: `sources.yaml` in this package. */
export async function loadSources(): Promise<PublishedFiles> {
  // One folder up from both src/ and dist/, so this file must stay at the top of src.
  return parseSources(await readFile(new URL('../sources.yaml', import.meta.url), 'utf8'));
}
