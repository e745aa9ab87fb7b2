import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Findings } from '../composition/findings.ts';
import { completeConfiguration } from '../configuration/complete-configuration.ts';
import { configurationSchema } from '../configuration/configuration-schema.ts';
import { presetDefaults } from '../configuration/preset-defaults.ts';
import type { ModuleRecord } from '../modules/load-module.ts';
import type { Configuration } from '../settings/configuration.ts';
import { capabilitiesSchema } from '../probes/capabilities-schema.ts';
import { createRunDirectoryError } from './create-run-directory-error.ts';
import type { StartFolder } from './start-folder.ts';
import { writeJson } from '../files/write-json.ts';

/**
 * What a run was asked, with what it was made, and what was found of its endpoint: `config.json`.
 * It never holds a secret.
 */
export interface RunRecord {
  readonly configuration: Configuration;
  readonly versions: Readonly<Record<string, string>>;
  readonly findings: Findings;
  /** Of what the run reads. */
  readonly fingerprints: Readonly<Record<'data' | 'templates', string>>;
  /** The modules that the run uses. Records of earlier versions do not have them. */
  readonly modules?: readonly ModuleRecord[] | undefined;
  /**
   * Where relative paths of the configuration begin. Records of earlier versions do not have it.
   */
  readonly startFolder?: StartFolder | undefined;
}

/** Its name in a run directory. */
export const recordFile = 'config.json';

const placeSchema = z.object({
  baseUrl: z.string(),
  provider: z.enum(['openai', 'azure', 'compatible']),
});

const recordSchema = z.object({
  // Records of earlier versions lack later settings.
  configuration: z.preprocess(completeConfiguration, configurationSchema),
  versions: z.record(z.string(), z.string()),
  findings: z.object({
    served: z.string().nullable(),
    endpoint: placeSchema
      .nullable()
      // Records of earlier versions do not say it.
      .default(null),
    connections: z.record(z.string(), placeSchema).optional(),
    capabilities: z.record(z.string(), capabilitiesSchema),
    probeRequests: z.number(),
  }),
  fingerprints: z.object({ data: z.string(), templates: z.string() }),
  modules: z.array(z.object({ name: z.string(), path: z.string(), sha256: z.string() })).optional(),
  startFolder: z.object({ absolute: z.string(), fromRun: z.string() }).optional(),
});

/** Writes what a run begins with. */
export async function writeRunRecord(runDirectory: string, record: RunRecord): Promise<void> {
  await writeJson(join(runDirectory, recordFile), record);
}

/**
 * Reads what a run began with.
 *
 * @throws RunError if the folder has no run, or a run of another format
 */
export async function readRunRecord(
  runDirectory: string,
  {
    fillsDefaults = false,
  }: {
    /** Settings that an earlier version did not have take their defaults. @default false */
    readonly fillsDefaults?: boolean;
  } = {},
): Promise<RunRecord> {
  let text: string;
  try {
    text = await readFile(join(runDirectory, recordFile), 'utf8');
  } catch (cause) {
    throw createRunDirectoryError({
      runDirectory,
      problem: `it has no ${recordFile}; name a run directory`,
      cause,
    });
  }
  try {
    const value: unknown = JSON.parse(text);
    return recordSchema.parse(fillsDefaults ? withDefaults(value) : value);
  } catch (cause) {
    const [issue] = cause instanceof z.ZodError ? cause.issues : [];
    const place = issue ? ` (${issue.path.join('.')}: ${issue.message})` : '';
    throw createRunDirectoryError({
      runDirectory,
      problem: `its ${recordFile} is not one of this version${place}`,
      cause,
    });
  }
}

const olderRecordSchema = z.looseObject({
  configuration: z.looseObject({ preset: z.enum(['standard', 'reference']) }),
});

function withDefaults(value: unknown): unknown {
  const { success, data } = olderRecordSchema.safeParse(value);
  if (!success) return value;
  const { configuration } = data;
  return {
    ...data,
    configuration: { ...presetDefaults(configuration.preset), ...configuration },
  };
}
