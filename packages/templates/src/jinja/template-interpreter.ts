import { nameOf, type JinjaNode } from './jinja-node.ts';
import { Interpreter, type JinjaScope, type JinjaValue } from './library.ts';
import { createRenderingMeter } from './limits.ts';
import { isEqual } from './python-equality.ts';
import { toPythonText } from './python-text.ts';
import { UndefinedNameError } from './undefined-name-error.ts';

/** jinja2's comparison tests and the equivalent operators. */
const comparisons: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '==': ['equalto', 'eq', '=='],
    '!=': ['ne', '!='],
    '>': ['greaterthan', 'gt', '>'],
    '>=': ['ge', '>='],
    '<': ['lessthan', 'lt', '<'],
    '<=': ['le', '<='],
    in: ['in'],
  }).flatMap(([operator, tests]) => tests.map((test) => [test, operator] as const)),
);

/** Types whose values the library prints as JavaScript or JSON. */
const printedAsInPython: ReadonlySet<string> = new Set([
  'NullValue',
  'BooleanValue',
  'ArrayValue',
  'TupleValue',
  'ObjectValue',
]);

type BinaryNode = Extract<JinjaNode, { type: 'BinaryExpression' }>;
type FilterNode = Extract<JinjaNode, { type: 'FilterExpression' }>;
type MemberNode = Extract<JinjaNode, { type: 'MemberExpression' }>;

/** Options of `TemplateInterpreter`. */
export interface TemplateInterpreterOptions {
  /** The expressions inside `{{ … }}`, whose values appear in the text. */
  readonly printed: ReadonlySet<unknown>;
  /** The line of a name's first use, counted from 1. */
  readonly lineOf: (name: string) => number;
}

/**
 * The library's interpreter, adapted to Python's jinja2 where prompts depend on it: values print
 * and compare as in Python, `selectattr` and `rejectattr` compare numbers correctly, and undefined
 * names throw instead of printing nothing.
 */
export class TemplateInterpreter extends Interpreter {
  readonly #printed: ReadonlySet<unknown>;
  readonly #lineOf: (name: string) => number;
  readonly #meter = createRenderingMeter();
  /** True inside `is defined` and `default`, which allow missing names. */
  #mayBeMissing = false;

  constructor(scope: JinjaScope, { printed, lineOf }: TemplateInterpreterOptions) {
    super(scope);
    this.#printed = printed;
    this.#lineOf = lineOf;
  }

  override evaluate(node: JinjaNode | undefined, scope: JinjaScope): JinjaValue {
    if (!node) return super.evaluate(node, scope);
    const value = this.#evaluateNode(node, scope);
    this.#meter.count(value.value);
    if (!this.#printed.has(node)) return value;
    // `{{ input.title }}` of a text without fields is a method of texts.
    if (value.type === 'FunctionValue' && node.type === 'MemberExpression')
      throw new UndefinedNameError({
        variable: describe(node),
        line: this.#lineOf(describe(node)),
      });
    return this.#print(value, scope);
  }

  #evaluateNode(node: JinjaNode, scope: JinjaScope): JinjaValue {
    switch (node.type) {
      case 'Held':
        return node.held;
      case 'Identifier':
        return this.#demand(super.evaluate(node, scope), { variable: node.value });
      case 'MemberExpression':
        return this.#evaluateMember(node, scope);
      case 'BinaryExpression':
        return this.#compareEqual(node, scope) ?? super.evaluate(node, scope);
      case 'TestExpression':
        return ['defined', 'undefined'].includes(nameOf(node.test))
          ? this.#evaluateLeniently(node, scope)
          : super.evaluate(node, scope);
      case 'FilterExpression':
        if (nameOf(node.filter) === 'default') return this.#evaluateLeniently(node, scope);
        return this.#selectByComparison(node, scope) ?? super.evaluate(node, scope);
      default:
        return super.evaluate(node, scope);
    }
  }

  #evaluateMember(node: MemberNode, scope: JinjaScope): JinjaValue {
    const value = super.evaluate(node, scope);
    // A loop's first item has no previous item and its last no next one: undefined in jinja2 as
    // well.
    if (value.type !== 'UndefinedValue' || nameOf(node.object) === 'loop') return value;
    const object = this.evaluate(node.object, scope);
    return this.#demand(value, {
      variable: describe(node),
      given: object.value instanceof Map ? [...object.value.keys()].map(String) : [],
    });
  }

  /**
   * Evaluates `==` and `!=`, for which the library uses JavaScript's semantics. Returns undefined
   * for other operators.
   */
  #compareEqual({ operator, left, right }: BinaryNode, scope: JinjaScope): JinjaValue | undefined {
    if (!['==', '!='].includes(operator.value)) return;
    const areEqual = isEqual(this.evaluate(left, scope), this.evaluate(right, scope));
    // The library creates its own booleans, so compare the numbers 1 and 0 instead.
    const one = hold({ type: 'IntegerValue', value: 1 });
    const other = hold({ type: 'IntegerValue', value: areEqual ? 1 : 0 });
    return super.evaluate({ type: 'BinaryExpression', operator, left: one, right: other }, scope);
  }

  #evaluateLeniently(node: JinjaNode, scope: JinjaScope): JinjaValue {
    const before = this.#mayBeMissing;
    this.#mayBeMissing = true;
    try {
      return super.evaluate(node, scope);
    } finally {
      this.#mayBeMissing = before;
    }
  }

  #demand(
    value: JinjaValue,
    { variable, given }: { readonly variable: string; readonly given?: readonly string[] },
  ): JinjaValue {
    if (value.type !== 'UndefinedValue' || this.#mayBeMissing) return value;
    const line = this.#lineOf(variable);
    throw new UndefinedNameError({ variable, line, ...(given ? { given } : {}) });
  }

  /**
   * Evaluates `items | selectattr('field', 'test', value)`. Returns undefined for other filters and
   * for tests that do not compare.
   */
  #selectByComparison(node: FilterNode, scope: JinjaScope): JinjaValue | undefined {
    const { filter } = node;
    const name = nameOf(filter);
    if (filter.type !== 'CallExpression' || !['selectattr', 'rejectattr'].includes(name)) return;
    const [field, test, right] = filter.args;
    if (field?.type !== 'StringLiteral' || test?.type !== 'StringLiteral' || !right) return;
    const operator = comparisons.get(test.value);
    if (operator === undefined) return;

    const items = this.evaluate(node.operand, scope);
    if (!Array.isArray(items.value)) throw new Error(`${name} needs a list, got ${items.type}`);
    const kept = (items.value as readonly JinjaValue[]).filter((item) => {
      const left = this.#fieldOf(item, field.value);
      const comparison = {
        type: 'BinaryExpression',
        operator: { value: operator },
        left,
        right,
      } as const;
      const isTrue = this.evaluate(comparison, scope).value === true;
      return isTrue === (name === 'selectattr');
    });
    return super.evaluate({ type: 'ArrayLiteral', value: kept.map(hold) }, scope);
  }

  #fieldOf(item: JinjaValue, field: string): JinjaNode {
    const fields: ReadonlyMap<unknown, unknown> =
      item.value instanceof Map ? item.value : new Map();
    const value = fields.get(field) as JinjaValue | undefined;
    if (value) return hold(value);
    const given = [...fields.keys()].map(String);
    throw new UndefinedNameError({ variable: field, line: this.#lineOf(field), given });
  }

  #print(value: JinjaValue, scope: JinjaScope): JinjaValue {
    if (!printedAsInPython.has(value.type)) return value;
    return super.evaluate({ type: 'StringLiteral', value: toPythonText(value) }, scope);
  }
}

function hold(held: JinjaValue): JinjaNode {
  return { type: 'Held', held };
}

function describe(node: JinjaNode): string {
  if (node.type !== 'MemberExpression') return nameOf(node) || '…';
  const property = node.computed ? '…' : nameOf(node.property);
  return `${describe(node.object)}.${property}`;
}
