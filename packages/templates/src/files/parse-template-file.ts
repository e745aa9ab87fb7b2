import { isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import type { TemplateDefinition } from '../create-template.ts';
import { createTemplateFileError } from '../create-template-file-error.ts';
import type { TemplateError } from '../template-error.ts';
import { offsetOf } from './offset-of.ts';
import { isVersion } from './template-version.ts';
import { plainValueOf, withinDepth } from './plain-yaml.ts';

const lines = z.array(z.string().min(1)).min(1);

const entrySchema = z.strictObject(
  {
    template: z.string(),
    stop_tokens: lines.nullish(),
    message_alternatives: lines.nullish(),
    message: z.string().nullish(),
    description: z.string().nullish(),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `the key ${JSON.stringify(issue.keys[0])} is not known; known are template, ` +
          'stop_tokens, message_alternatives, message, description'
        : undefined,
  },
);

const fileSchema = z.record(
  z.string().refine(isVersion, { error: 'a version is written like v1.0' }),
  entrySchema,
  {
    error:
      'this is not a template file; it holds versions, as in "v1.0:", each with its "template: |-"',
  },
);

/**
 * Parses the templates of a file: YAML with one entry per version.
 *
 * @param name - name of the template
 * @param file - for messages, and the `source` of the result
 * @throws TemplateError with the line of the invalid part
 */
export function parseTemplateFile(
  yaml: string,
  { name, file }: { readonly name: string; readonly file: string },
): readonly TemplateDefinition[] {
  const counter = new LineCounter();
  const refuse = (reason: string): TemplateError =>
    createTemplateFileError({ file, line: 1, problem: `this is not valid YAML: ${reason}` });
  const document = withinDepth(
    () => parseDocument(yaml, { lineCounter: counter, prettyErrors: false }),
    refuse,
  );
  const lineAt = (offset: number): number => counter.linePos(offset).line;
  const [error] = document.errors;
  if (error) {
    const problem = `this is not valid YAML: ${error.message}`;
    throw createTemplateFileError({ file, line: lineAt(error.pos[0]), problem, cause: error });
  }
  const plain = plainValueOf(document);
  if ('reason' in plain) throw refuse(plain.reason);
  const result = fileSchema.safeParse(plain.value);
  if (!result.success) throw describe(result.error, { file, document, lineAt });
  return Object.entries(result.data).map(([version, entry]) => ({
    name,
    version,
    source: file,
    text: entry.template,
    ...(entry.stop_tokens ? { stopTokens: entry.stop_tokens.map(unescapeLineBreaks) } : {}),
    ...(entry.message_alternatives ? { messageAlternatives: entry.message_alternatives } : {}),
    ...(typeof entry.message === 'string' ? { message: entry.message } : {}),
    lineInSource: lineMap(document.getIn([version, 'template'], true), lineAt),
  }));
}

/**
 * In single quotes YAML keeps `\n` as two characters. The Python reference reads it as a line
 * break, and so do we.
 */
function unescapeLineBreaks(token: string): string {
  return token.replaceAll('\\n', '\n');
}

/**
 * Only a literal block (`|`) keeps its line structure. For other texts only the first line is
 * known.
 */
function lineMap(node: unknown, lineAt: (offset: number) => number): (line: number) => number {
  const first = isScalar(node) && node.range ? lineAt(node.range[0]) : 1;
  return isScalar(node) && node.type === 'BLOCK_LITERAL' ? (line) => first + line : () => first;
}

function describe(
  error: z.ZodError,
  {
    file,
    document,
    lineAt,
  }: {
    readonly file: string;
    readonly document: Document;
    readonly lineAt: (offset: number) => number;
  },
): TemplateError {
  const [issue] = error.issues;
  const path = issue?.path ?? [];
  const [version] = path;
  const place = path.slice(1).join('.');
  const detail = issue?.code === 'invalid_key' ? (issue.issues[0]?.message ?? '') : issue?.message;
  const key = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const offset = offsetOf(document.contents, [...path, ...key]);
  return createTemplateFileError({
    file,
    line: offset === undefined ? undefined : lineAt(offset),
    version: version === undefined ? undefined : String(version),
    problem: place === '' ? String(detail) : `"${place}": ${String(detail)}`,
    cause: error,
  });
}
