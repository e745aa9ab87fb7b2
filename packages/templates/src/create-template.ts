import { compileJinja, type CompiledJinja } from './jinja/compile-jinja.ts';
import { JinjaSyntaxError } from './jinja/jinja-syntax-error.ts';
import { stripBlanks } from './jinja/strip-blanks.ts';
import { UndefinedNameError } from './jinja/undefined-name-error.ts';
import { createTemplateFileError } from './create-template-file-error.ts';
import { createRenderError } from './create-render-error.ts';
import { createVariableError } from './create-variable-error.ts';
import type { Template, TemplateVariables } from './template.ts';

/** The source of a template. */
export interface TemplateDefinition {
  readonly name: string;
  readonly version: string;
  /** Named in error messages. */
  readonly source: string;
  /** The Jinja text. */
  readonly text: string;
  /** `null`: no stop tokens, as in a saved network. */
  readonly stopTokens?: readonly string[] | null;
  readonly messageAlternatives?: readonly string[] | null;
  /** Used if the `message` passed to `render` is null or missing. */
  readonly message?: string;
  /**
   * Maps a line of the text to its line in the source file, both counted from 1. @default the same
   * line
   */
  readonly lineInSource?: (line: number) => number;
}

/**
 * Compiles a template. Rendering does not parse it again.
 *
 * @throws TemplateError with the line if the text is not valid Jinja
 */
export function createTemplate(definition: TemplateDefinition): Template {
  const { name, version, source, stopTokens, messageAlternatives, message } = definition;
  const lineInSource = definition.lineInSource ?? ((line: number) => line);
  const jinja = compile(definition, lineInSource);

  function renderWith(variables: TemplateVariables): string {
    const given = Object.keys(variables).filter((key) => variables[key] !== undefined);
    const all =
      message === undefined
        ? variables
        : { ...variables, message: variables['message'] ?? message };
    const about = { template: name, version, file: source };
    try {
      return stripBlanks(jinja.render(all));
    } catch (cause) {
      if (!(cause instanceof UndefinedNameError)) throw createRenderError({ ...about, cause });
      const { variable, line, given: fields = given } = cause;
      throw createVariableError({
        ...about,
        variable,
        given: fields,
        line: lineInSource(line),
      });
    }
  }

  return {
    name,
    version,
    source,
    text: definition.text,
    ...(stopTokens ? { stopTokens } : {}),
    ...(messageAlternatives ? { messageAlternatives } : {}),
    variables: jinja.variables,
    render: renderWith,
  };
}

function compile(
  { text, source, version }: TemplateDefinition,
  lineInSource: (line: number) => number,
): CompiledJinja {
  try {
    return compileJinja(text);
  } catch (cause) {
    if (!(cause instanceof JinjaSyntaxError)) throw cause;
    throw createTemplateFileError({
      file: source,
      line: lineInSource(cause.line),
      version,
      problem: `this is not valid Jinja: ${cause.message}`,
      cause,
    });
  }
}
