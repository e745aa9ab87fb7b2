/**
 * The folder for generated files in the data directory. They have the same layout as the
 * benchmarks' files and are used if those are missing.
 */
export const GENERATED_FOLDER = 'generated';

/** Whether the first lines of a file mark it as generated, as those of `generateDataFiles` do. */
export function isMarkedGenerated(text: string): boolean {
  return /^\s*\{\s*"generated"\s*:/.test(text);
}
