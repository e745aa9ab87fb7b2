import { candidateEntrySchema } from '@dln/vi';
import { z } from 'zod';

/** The JSON Schema of a line of `candidates.jsonl`. It is published as `candidates.schema.json`. */
export function candidatesJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(candidateEntrySchema);
  return {
    $schema,
    title: 'A candidate prompt of a step',
    description: 'One line of the candidates.jsonl of a run directory.',
    ...rest,
  };
}
