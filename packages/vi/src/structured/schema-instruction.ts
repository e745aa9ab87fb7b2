import type { JsonSchema } from '@dln/llm';

/**
 * An instruction with the request for JSON of a schema after it. It stands in every prompt, because
 * a server that enforces a schema does not show it to its model, and because a given text is scored
 * under the same prompt.
 */
export function withSchemaInstruction(instruction: string, schema: JsonSchema): string {
  const { $schema: _, ...shown } = schema;
  const request = `Answer with JSON that matches this JSON Schema, and with nothing else:\n${JSON.stringify(shown)}`;
  return instruction.trim() === '' ? request : `${instruction}\n\n${request}`;
}
