import type { JsonSchema } from '@dln/llm';
import type { Llama, LlamaGrammarEvaluationState, LlamaModel } from 'node-llama-cpp';
import { importEngine } from '../engine/load-llama.ts';
import { describeSchemaLimits } from './schema-limits.ts';
import { toGrammarSchema } from './to-grammar-schema.ts';

/** The state of a reply that follows a grammar. */
export type GrammarState = LlamaGrammarEvaluationState;

/** Begins a reply that follows a schema. */
export type BeginReply = () => GrammarState;

/** What node-llama-cpp puts after the JSON, for its own chat sessions. */
const ENDING = ' "\\n\\n\\n\\n" [\\n]*';

/**
 * A grammar of a schema; undefined for a schema that no grammar here expresses
 * (`describeSchemaLimits`). A reply ends with the JSON.
 */
export async function openGrammar(
  { llama, model }: { readonly llama: Llama; readonly model: LlamaModel },
  schema: JsonSchema,
): Promise<BeginReply | undefined> {
  if (describeSchemaLimits(schema) !== undefined) return undefined;
  const { LlamaGrammarEvaluationState: State } = await importEngine(llama.gpu);
  // The type describes schemas that are known while compiling.
  const { grammar: text } = await llama.createGrammarForJsonSchema(
    toGrammarSchema(schema) as { readonly type: 'string' },
  );
  if (!text.includes(ENDING))
    throw new Error('the grammar of a schema does not end as node-llama-cpp 3.22 ends it');
  const grammar = await llama.createGrammar({ grammar: text.replace(ENDING, '') });
  return () => new State({ model, grammar });
}
