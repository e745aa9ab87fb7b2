import { findFreeNames } from './free-names.ts';
import { Environment, type JinjaScope } from './library.ts';
import { TextWithFields } from '../rows/text-with-fields.ts';
import { JinjaSyntaxError } from './jinja-syntax-error.ts';
import { jinjaGlobals } from './jinja-globals.ts';
import { MAX_SOURCE_LENGTH } from './limits.ts';
import { parseJinja } from './parse-jinja.ts';
import { findPrintedNodes } from './printed-nodes.ts';
import { findTags } from './tags.ts';
import { TemplateInterpreter } from './template-interpreter.ts';
import { UndefinedNameError } from './undefined-name-error.ts';

/** A Jinja text, parsed once and rendered often. */
export interface CompiledJinja {
  /** The variables that the text reads, in order of first use. */
  readonly variables: readonly string[];
  /** @throws UndefinedNameError if a name is missing */
  readonly render: (variables: Readonly<Record<string, unknown>>) => string;
}

/**
 * Compiles a Jinja text. Keeps blanks and line breaks as jinja2 does by default.
 *
 * @throws JinjaSyntaxError if the text is not valid Jinja
 */
export function compileJinja(text: string): CompiledJinja {
  if (text.length > MAX_SOURCE_LENGTH)
    throw new JinjaSyntaxError(`it has more than ${MAX_SOURCE_LENGTH} characters`, { line: 1 });
  const source = text.replace(/\r\n?/g, '\n');
  const statements = parseJinja(source);
  const names = findFreeNames(statements, Object.keys(globals));
  const printed = new Set<unknown>(findPrintedNodes(statements));
  const tags = findTags(source);
  const program = { type: 'Program', body: statements } as const;

  function lineOf(name: string): number {
    const word = new RegExp(`\\b${name.replaceAll('.', '\\.')}\\b`);
    return tags.find(({ text }) => word.test(text))?.line ?? 1;
  }

  function render(variables: Readonly<Record<string, unknown>>): string {
    const scope = new Environment(createGlobalScope());
    for (const name of names.all) {
      const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
      if (value instanceof TextWithFields) setWithFields(scope, name, value);
      else if (value !== undefined) scope.set(name, value);
      else if (!names.optional.has(name)) {
        throw new UndefinedNameError({ variable: name, line: lineOf(name) });
      }
    }
    return String(
      new TemplateInterpreter(scope, { printed, lineOf }).evaluate(program, scope).value,
    );
  }

  return { variables: names.all, render };
}

/** Fields come before the methods of a text, which has one called `title`. */
function setWithFields(scope: JinjaScope, name: string, { text, fields }: TextWithFields): void {
  const { builtins } = scope.set(name, text);
  if (!builtins) throw new TypeError('a text of the Jinja library has no builtins');
  for (const [field, value] of Object.entries(fields))
    builtins.set(field, new Environment().set(field, value));
}

/** jinja2's global names. The library itself adds `namespace`. */
const globals: Readonly<Record<string, unknown>> = {
  ...jinjaGlobals,
  namespace: undefined,
};

function createGlobalScope(): JinjaScope {
  const scope = new Environment();
  for (const [name, value] of Object.entries(globals)) {
    if (value !== undefined) scope.set(name, value);
  }
  return scope;
}
