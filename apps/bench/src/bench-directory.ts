import { fileURLToPath } from 'node:url';

// One folder up from both `src/` and `dist/`.
const inBench = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** The experiments, one YAML file each. */
export const experimentsDirectory: string = inBench('experiments');

/** Prompt templates of the bench. */
export const templatesDirectory: string = inBench('templates');

/** The script that measures the speed of in-process scoring. */
export const scoringScript: string = inBench('../../packages/local/bench/scoring.ts');

/** The repository's root folder, with a trailing slash. */
export const repositoryDirectory: string = fileURLToPath(new URL('../../../', import.meta.url));
