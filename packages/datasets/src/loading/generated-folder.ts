import { fileURLToPath } from 'node:url';

/**
 * The folder for generated files in the data directory. They have the same layout as the
 * benchmarks' files and are used if those are missing.
 */
export const GENERATED_FOLDER = 'generated';

/**
 * The samples of this package, or `undefined` in a bundle without file URLs. They are used if the
 * data directory does not exist. The build copies `data/generated` of the repository, which the
 * sources read, to `dist/generated`.
 */
export function shippedSamples(): string | undefined {
  const here = import.meta.url as string | undefined;
  if (here?.startsWith('file:') !== true) return undefined;
  const folder = here.endsWith('.ts') ? '../../../../data/generated/' : './generated/';
  return fileURLToPath(new URL(folder, here));
}

/** Whether the first lines of a file mark it as generated, as those of `generateDataFiles` do. */
export function isMarkedGenerated(text: string): boolean {
  return /^\s*\{\s*"generated"\s*:/.test(text);
}
