import type { JsonSchema } from '@dln/llm';
import { GrammarError, toGrammarSchema } from './to-grammar-schema.ts';

/**
 * Why models in process cannot be made to follow a schema; undefined if they can. Without a
 * grammar, a model writes what it likes.
 */
export function describeSchemaLimits(schema: JsonSchema): string | undefined {
  try {
    toGrammarSchema(schema);
    return undefined;
  } catch (error) {
    if (error instanceof GrammarError) return error.message;
    throw error;
  }
}
