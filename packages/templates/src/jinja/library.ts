import * as jinja from '@huggingface/jinja';
import type { JinjaNode } from './jinja-node.ts';

// Types of `@huggingface/jinja` that this package uses: Node's resolution cannot find the
// declarations that the library ships.

/** A token of a template. */
export interface JinjaToken {
  readonly type: string;
  readonly value: string;
}

/** A value while a template is rendered. */
export interface JinjaValue {
  /** `StringValue`, `NullValue`, `ArrayValue` … */
  readonly type: string;
  /** An array of values for a list, a map of values for an object. */
  readonly value: unknown;
  /** Methods and fields that a template reads as `value.name`. */
  readonly builtins?: Map<string, JinjaValue>;
}

/** The names that are in scope. */
export interface JinjaScope {
  /** Converts plain data into runtime values; text stays text. */
  set(name: string, value: unknown): JinjaValue;
}

interface JinjaInterpreter {
  /** Evaluates every node below as well, so a subclass sees all of them. */
  evaluate(node: JinjaNode | undefined, scope: JinjaScope): JinjaValue;
}

interface JinjaLibrary {
  readonly Environment: new (parent?: JinjaScope) => JinjaScope;
  readonly Interpreter: new (scope: JinjaScope) => JinjaInterpreter;
  readonly parse: (tokens: readonly JinjaToken[]) => { readonly body: readonly JinjaNode[] };
  readonly tokenize: (
    source: string,
    options: { readonly trim_blocks: boolean; readonly lstrip_blocks: boolean },
  ) => readonly JinjaToken[];
}

// Each name is read from the namespace by itself, so that bundlers drop the names that are not
// used, such as the library's formatter.
export const Environment: JinjaLibrary['Environment'] = (jinja as unknown as JinjaLibrary)
  .Environment;
export const Interpreter: JinjaLibrary['Interpreter'] = (jinja as unknown as JinjaLibrary)
  .Interpreter;
export const parse: JinjaLibrary['parse'] = (jinja as unknown as JinjaLibrary).parse;
export const tokenize: JinjaLibrary['tokenize'] = (jinja as unknown as JinjaLibrary).tokenize;
