import { plainValueOf } from '@dln/templates';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { experimentsDirectory } from '../bench-directory.ts';
import { createExperimentError } from './experiment-error.ts';
import { experimentSchema, type Experiment } from './experiment.ts';

/** The names of the experiments in a folder, in the paper's order. */
export async function listExperiments(
  directory: string = experimentsDirectory,
): Promise<readonly string[]> {
  const files = await readdir(directory);
  return files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort((left, right) => left.localeCompare(right, 'en', { numeric: true }))
    .sort((left, right) => Number(right.startsWith('table')) - Number(left.startsWith('table')));
}

/**
 * Loads an experiment.
 *
 * @throws ExperimentError for an unknown name, with the available ones, or for an invalid file
 */
export async function loadExperiment(
  name: string,
  directory: string = experimentsDirectory,
): Promise<Experiment> {
  const names = await listExperiments(directory);
  if (!names.includes(name))
    throw createExperimentError(name, `unknown experiment; available: ${names.join(', ')}`);
  const document = parseDocument(await readFile(join(directory, `${name}.yaml`), 'utf8'));
  const [broken] = document.errors;
  if (broken) throw createExperimentError(name, broken.message, { cause: broken });
  const plain = plainValueOf(document);
  if ('reason' in plain) throw createExperimentError(name, plain.reason);
  const parsed = experimentSchema.safeParse(plain.value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `at ${path.join('.') || 'the top'}: ${message}`,
  );
  throw createExperimentError(name, problems.join('; '), { cause: parsed.error });
}
