import type { JsonSchema } from '@dln/llm';
import { createOutputSchema, draftOf } from '@dln/vi';
import type { Options } from 'ajv';
import { ConfigurationError } from '../configuration/configuration-error.ts';
import { createOutputSchemaError } from './create-output-schema-error.ts';

/** Texts that show whether checking them ends. */
const PROBES: readonly string[] = ['{}', '[]', '""', '0', 'true', 'null'];

/**
 * Checks a JSON Schema itself, so that a mistake in it is found before a request is sent: unknown
 * types, references to nothing, patterns that are not regular expressions, references in a circle.
 *
 * @throws ConfigurationError `output-schema`
 */
export async function checkSchema(schema: JsonSchema): Promise<void> {
  const refuse = (reason: string, cause?: unknown): never => {
    throw createOutputSchemaError(
      `The output schema cannot be used: ${reason.replace(/\.?$/, '.')}`,
      cause,
    );
  };
  const draft = draftOf(schema);
  if (draft === '4') refuse('it is of draft 4. Write it in draft 7, 2019-09 or 2020-12');
  // Only runs with a schema load the compiler.
  const options = { strict: false, logger: false, validateFormats: false } as const;
  try {
    const { $schema: _, ...own } = schema;
    (await openCompiler(draft, options)).compile(own);
    const { read } = createOutputSchema({ name: 'answer', schema });
    for (const text of PROBES)
      if (wasTooDeep(read(text))) refuse('it refers to itself without an end');
  } catch (cause) {
    if (cause instanceof ConfigurationError) throw cause;
    refuse(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

/** None of the probes is nested, so only the schema can be endless. */
function wasTooDeep(read: unknown): boolean {
  return JSON.stringify(read).includes('nested too deeply');
}

async function openCompiler(
  draft: ReturnType<typeof draftOf>,
  options: Options,
): Promise<{ readonly compile: (schema: JsonSchema) => unknown }> {
  if (draft === '7') return new (await import('ajv')).Ajv(options);
  return draft === '2019-09'
    ? new (await import('ajv/dist/2019.js')).Ajv2019(options)
    : new (await import('ajv/dist/2020.js')).Ajv2020(options);
}
