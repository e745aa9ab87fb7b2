import { parse } from 'yaml';
import { z } from 'zod';
import { generatedDatasetNames } from '../generators/generated-dataset-name.ts';
import type { PublishedFile, PublishedFiles } from './published-file.ts';

const path = z.string().regex(/^[^/\\].*[^/\\]$/);

const homeSchema = z.strictObject({
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  commit: z.string().regex(/^[0-9a-f]{40}$/),
});

const copiedSchema = z.strictObject({
  file: path,
  home: z.string(),
  path,
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const subtractedSchema = z.strictObject({
  file: path,
  home: z.string(),
  path,
  without: path,
  examples: z.int().positive(),
});

const sourcesSchema = z.strictObject({
  homes: z.record(z.string(), homeSchema),
  datasets: z.record(z.string(), z.array(z.union([copiedSchema, subtractedSchema])).min(1)),
});

const taskSchema = z.enum(generatedDatasetNames);

/**
 * Parses `sources.yaml`. The file is part of this package, so an error in it is a defect of the
 * package.
 *
 * @throws Error from zod for an invalid form, or a reference to a repository that it does not
 * define
 */
export function parseSources(yaml: string): PublishedFiles {
  const { homes, datasets } = sourcesSchema.parse(parse(yaml));
  return new Map(
    Object.entries(datasets).map(([dataset, entries]) => [
      dataset,
      entries.map(({ home, ...entry }): PublishedFile => {
        const place = homeSchema.parse(homes[home]);
        return 'sha256' in entry
          ? { kind: 'copied', ...place, ...entry }
          : { kind: 'subtracted', ...place, ...entry, task: taskSchema.parse(dataset) };
      }),
    ]),
  );
}
