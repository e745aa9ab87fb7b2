import { z } from 'zod';
import { type Configuration, parseModuleReference, resolveConfiguration } from '@dln/run';
import type { Cell, CellName } from '../cells/cell.ts';
import { cellPath } from '../cells/cell-path.ts';
import { methodSchema } from '../methods/method.ts';
import { type CellJob, JOB_VERSION } from './bench-queue.ts';
import { CellJobError } from './cell-job-error.ts';

const name: z.ZodType<CellName> = z.strictObject({
  experiment: z.string(),
  variant: z.string(),
  model: z.string(),
  limit: z.int().min(1).nullable(),
  row: z.string(),
  dataset: z.string(),
  setting: z.string(),
  seed: z.int(),
});

const cell = z.strictObject({
  name,
  path: z.string(),
  method: methodSchema,
  configuration: z.record(z.string(), z.unknown()),
  lastPromptFrom: z.string().nullable(),
  embeddingModel: z.string().nullable(),
});

const job = z.strictObject({
  version: z.literal(JOB_VERSION),
  cell,
  lastPrompt: z.string().nullable(),
});

/**
 * Reads a job of the queue. Anyone who can write to the Redis can forge one, so every field is
 * checked: the cell's folder must be the one of its names, which lies below the folder of runs, and
 * no setting may write a file elsewhere or load code.
 *
 * @throws CellJobError
 */
export function parseCellJob(value: unknown): CellJob {
  const read = job.safeParse(value);
  if (!read.success) throw new CellJobError(describeIssue(read.error));
  const { cell: asked, lastPrompt } = read.data;
  if (asked.path !== cellPath(asked.name))
    throw new CellJobError('its folder is not the one of its cell');
  const configuration = readConfiguration(asked.configuration);
  if (configuration.resultDataPath !== null)
    throw new CellJobError('its setting `resultDataPath` names a file to write');
  const loading = findCode(configuration);
  if (loading !== undefined) throw new CellJobError(`its setting \`${loading}\` loads code`);
  const parsed: Cell = { ...asked, configuration };
  return { version: JOB_VERSION, cell: parsed, lastPrompt };
}

function readConfiguration(settings: Readonly<Record<string, unknown>>): Configuration {
  try {
    return resolveConfiguration({ flags: settings });
  } catch (error) {
    throw new CellJobError(
      `its settings are invalid (${error instanceof Error ? firstLine(error.message) : 'unreadable'})`,
    );
  }
}

/** The first setting that names a JavaScript module. */
function findCode(configuration: Configuration): string | undefined {
  return Object.entries(configuration).find(([, setting]) =>
    [setting].flat().some((one) => typeof one === 'string' && isModule(one)),
  )?.[0];
}

function isModule(text: string): boolean {
  try {
    return parseModuleReference(text) !== undefined;
  } catch {
    // A `file://` URL that names no file of this machine.
    return true;
  }
}

function describeIssue({ issues: [issue] }: z.ZodError): string {
  const path = issue?.path.map(String).join('.') ?? '';
  return path === '' ? 'it is no job of this version' : `its field \`${path}\` is invalid`;
}

const SHOWN = 200;

function firstLine(text: string): string {
  return (text.trim().split('\n')[0] ?? '').slice(0, SHOWN);
}
