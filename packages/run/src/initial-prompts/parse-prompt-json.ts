import { instructionOnly, type LayerParameters } from '@dln/vi';
import { z } from 'zod';
import { createInitialPromptError } from './create-initial-prompt-error.ts';
import type { PromptPosition } from './read-initial-prompt.ts';

const parametersSchema = z.object({
  instruction: z.string(),
  demonstrations: z.array(z.object({ input: z.string(), output: z.string() })),
});

/** A trained network: network.json, of this version or of one whose layers had prompts alone. */
const networkSchema = z.object({
  layers: z
    .array(
      z.union([
        z.object({ parameters: parametersSchema }).transform(({ parameters }) => parameters),
        z.object({ prompt: z.string() }).transform(({ prompt }) => instructionOnly(prompt)),
      ]),
    )
    .min(1),
});

/** One dataset's entry of the reference's file of best settings. */
const bestWeightsSchema = z.object({
  best_weights: z.union([z.string(), z.array(z.string()).min(1)]),
});

/** One dataset's entry of result_data.json. */
const resultSchema = z.object({
  training: z
    .array(
      z.object({
        layers: z.array(z.string()).min(1),
        metrics: z.object({ dev_acc: z.number().nullish() }),
      }),
    )
    .min(1),
});

/**
 * The parameters that a JSON file of an earlier run holds for the first or the last layer.
 *
 * @throws RunFileError
 */
export function parsePromptJson(options: {
  readonly path: string;
  readonly content: string;
  readonly position: PromptPosition;
  readonly dataset: string;
}): LayerParameters {
  const { path, content, position, dataset } = options;
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (cause) {
    throw createInitialPromptError(path, 'it is not valid JSON', { cause });
  }
  const layers =
    networkSchema.safeParse(value).data?.layers ??
    datasetPrompts({ path, value, dataset }).map(instructionOnly);
  const parameters = position === 'first' ? layers.at(0) : layers.at(-1);
  if (parameters === undefined) throw createInitialPromptError(path, 'it holds no prompt');
  return parameters;
}

function datasetPrompts(options: {
  readonly path: string;
  readonly value: unknown;
  readonly dataset: string;
}): readonly string[] {
  const { path, value, dataset } = options;
  const byDataset = z.record(z.string(), z.unknown()).safeParse(value).data ?? {};
  const entry = byDataset[dataset];
  if (entry === undefined)
    throw createInitialPromptError(
      path,
      `it has nothing under ${dataset} (it has ${Object.keys(byDataset).slice(0, 12).join(', ') || 'no keys'})`,
    );
  const best = bestWeightsSchema.safeParse(entry).data?.best_weights;
  if (best !== undefined) return typeof best === 'string' ? [best] : best;
  const result = resultSchema.safeParse(entry).data;
  if (result === undefined)
    throw createInitialPromptError(
      path,
      `what it has under ${dataset} has neither best_weights nor training`,
    );
  return bestOf(result.training);
}

/**
 * The prompts of the first step with the highest validation accuracy, or of the last step if none
 * was validated.
 */
function bestOf(training: z.infer<typeof resultSchema>['training']): readonly string[] {
  const accuracies = training.map(({ metrics }) => metrics.dev_acc ?? -1);
  const best = Math.max(...accuracies);
  const step = best < 0 ? training.at(-1) : training[accuracies.indexOf(best)];
  return step?.layers ?? [];
}
