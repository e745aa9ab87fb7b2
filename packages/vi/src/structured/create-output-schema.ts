import { createValueCheck } from './check-value.ts';
import { type OutputSchema, type OutputSchemaOptions, toOutputSchema } from './output-schema.ts';

/**
 * A layer's output schema.
 *
 * @example
 * const outputSchema = createOutputSchema({ name: 'rating', schema: { type: 'integer', minimum: 1 } });
 */
export function createOutputSchema<Value = unknown>(
  options: OutputSchemaOptions<Value>,
): OutputSchema<Value> {
  return toOutputSchema({ ...options, check: createValueCheck(options.schema) });
}
