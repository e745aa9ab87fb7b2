import type { Dataset } from '@dln/datasets';
import type { LanguageModel } from '@dln/llm';
import { createOutputSchema, type OutputSchema } from '@dln/vi';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { ConfigurationError } from '../configuration/configuration-error.ts';
import type { Configuration } from '../settings/configuration.ts';
import { checkSchema } from './check-schema.ts';
import { createOutputSchemaError } from './create-output-schema-error.ts';

/** The least limit of a structured answer: JSON that is cut is invalid. */
export const STRUCTURED_TOKENS = 256;

/**
 * The output schema of a dataset, checked, and its targets checked against it.
 *
 * @param standard checks the values further, and changes them
 * @throws ConfigurationError for a schema that cannot be used, a target that does not match, a
 *   dataset with classes, and in the preset `reference`
 */
export async function structureAnswers(
  dataset: Dataset,
  { preset }: Pick<Configuration, 'preset'>,
  standard?: StandardSchemaV1,
): Promise<OutputSchema | undefined> {
  const { outputSchema: schema, outputClasses, name } = dataset;
  if (!schema) return undefined;
  if (preset === 'reference')
    throw new ConfigurationError([
      'an output schema needs `preset: standard`: the Python code has no structured answers',
    ]);
  if (outputClasses)
    throw new ConfigurationError([
      `${name} has classes and an output schema; an answer is a class or JSON. Remove the classes, or write them into the schema as an enum`,
    ]);
  await checkSchema(schema);
  const outputSchema = createOutputSchema({ name: schemaName(name), schema, standard });
  await checkTargets(dataset, outputSchema);
  return outputSchema;
}

async function checkTargets(dataset: Dataset, { read }: OutputSchema): Promise<void> {
  for (const split of ['train', 'dev', 'test'] as const)
    for (const [index, { target }] of dataset.examples(split).entries()) {
      const { problem } = await read(target);
      if (problem === undefined) continue;
      const shown = target.length > 120 ? `${target.slice(0, 120)}…` : target;
      const reason = problem.replace('The answer', 'It').replace(/\.?$/, '.');
      throw createOutputSchemaError(
        `Target ${index + 1} of ${split} of ${dataset.name} does not fit the output schema: ${shown}. ${reason} Correct the data or the schema.`,
      );
    }
}

/** What servers accept as a name. */
function schemaName(dataset: string): string {
  const name = dataset.replaceAll(/[^A-Za-z0-9_-]+/g, '_').slice(0, 64);
  return name === '' ? 'answer' : name;
}

/** A remark on a model that nothing makes follow a schema. */
export async function describeStructure(
  outputSchema: OutputSchema | undefined,
  { id, capabilities }: Pick<LanguageModel, 'id' | 'capabilities'>,
): Promise<readonly string[]> {
  if (outputSchema === undefined) return [];
  const asks = 'the prompt asks for JSON of the schema, and each answer is checked';
  if (capabilities.followsSchemas !== true) return [`${id} has no structured-output mode: ${asks}`];
  if (capabilities.textScoring !== 'in-process') return [];
  const { describeSchemaLimits } = await import('@dln/local');
  const limits = describeSchemaLimits(outputSchema.schema);
  return limits === undefined
    ? []
    : [`no grammar of ${id} expresses the schema, as ${limits}: ${asks}`];
}
