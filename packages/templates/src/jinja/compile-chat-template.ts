import type { JinjaNode } from './jinja-node.ts';
import { JinjaSyntaxError } from './jinja-syntax-error.ts';
import {
  Environment,
  Interpreter,
  type JinjaScope,
  type JinjaValue,
  parse,
  tokenize,
} from './library.ts';
import { jinjaGlobals } from './jinja-globals.ts';
import { createRenderingMeter, MAX_SOURCE_LENGTH } from './limits.ts';

/** The chat template of a model, as in Hugging Face's tokenizers. */
export interface CompiledChatTemplate {
  /**
   * @throws RangeError if the rendering takes too many steps, or makes too long a text or list
   * @throws Error with the template's own words, if it calls `raise_exception`
   */
  readonly render: (variables: Readonly<Record<string, unknown>>) => string;
}

/**
 * Compiles the chat template of a model file. Blanks beside tags are removed, as transformers does,
 * and undefined names print nothing. The file may come from a stranger, so that a rendering has the
 * same limits as that of a prompt template.
 *
 * @throws SyntaxError if the text is not valid Jinja
 */
export function compileChatTemplate(text: string): CompiledChatTemplate {
  if (text.length > MAX_SOURCE_LENGTH)
    throw new JinjaSyntaxError(`it has more than ${MAX_SOURCE_LENGTH} characters`, { line: 1 });
  const program = {
    type: 'Program',
    body: parse(tokenize(text, { trim_blocks: true, lstrip_blocks: true })).body,
  } as const;
  return {
    render: (variables) => {
      const scope = new Environment();
      for (const [name, value] of Object.entries({ ...globals, ...variables }))
        scope.set(name, value);
      return String(new MeteredInterpreter(scope).evaluate(program, scope).value);
    },
  };
}

/**
 * The global names of chat templates. `strftime_now` is missing: a prompt with today's date would be
 * another prompt tomorrow. Templates that ask whether it is defined have a fixed date.
 */
const globals: Readonly<Record<string, unknown>> = {
  ...jinjaGlobals,
  raise_exception: (message: unknown): never => {
    throw new Error(String(message));
  },
};

class MeteredInterpreter extends Interpreter {
  readonly #meter = createRenderingMeter();

  override evaluate(node: JinjaNode | undefined, scope: JinjaScope): JinjaValue {
    const value = super.evaluate(node, scope);
    this.#meter.count(value.value);
    return value;
  }
}
