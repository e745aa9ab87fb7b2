import { fileURLToPath } from 'node:url';

// From `src/` as from `dist/`, one folder up.
const inBench = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** Where the experiments lie, a YAML file each. */
export const experimentsDirectory: string = inBench('experiments');

/** Prompt templates that only the bench uses. */
export const templatesDirectory: string = inBench('templates');

/** What measures the speed of scoring in process. */
export const scoringScript: string = inBench('../../packages/local/bench/scoring.ts');

/** The repository's own folder, with a slash at its end. */
export const repositoryDirectory: string = fileURLToPath(new URL('../../../', import.meta.url));
