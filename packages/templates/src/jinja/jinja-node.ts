import type { JinjaValue } from './library.ts';

/**
 * The fields of parsed nodes that this package reads; it only walks through other nodes. `Held` is
 * our addition: an already computed value.
 */
export type JinjaNode =
  | { readonly type: 'Identifier' | 'StringLiteral'; readonly value: string }
  | {
      readonly type: 'MemberExpression';
      readonly object: JinjaNode;
      readonly property: JinjaNode;
      readonly computed: boolean;
    }
  | {
      readonly type: 'CallExpression';
      readonly callee: JinjaNode;
      readonly args: readonly JinjaNode[];
    }
  | { readonly type: 'FilterExpression'; readonly operand: JinjaNode; readonly filter: JinjaNode }
  | {
      readonly type: 'FilterStatement';
      readonly filter: JinjaNode;
      readonly body: readonly JinjaNode[];
    }
  | { readonly type: 'TestExpression'; readonly operand: JinjaNode; readonly test: JinjaNode }
  | {
      readonly type: 'KeywordArgumentExpression';
      readonly key: JinjaNode;
      readonly value: JinjaNode;
    }
  | { readonly type: 'TupleLiteral' | 'ArrayLiteral'; readonly value: readonly JinjaNode[] }
  | {
      readonly type: 'BinaryExpression';
      readonly operator: { readonly value: string };
      readonly left: JinjaNode;
      readonly right: JinjaNode;
    }
  | { readonly type: 'Program'; readonly body: readonly JinjaNode[] }
  | { readonly type: 'Held'; readonly held: JinjaValue }
  | { readonly type: 'SelectExpression'; readonly lhs: JinjaNode; readonly test: JinjaNode }
  | {
      readonly type: 'For';
      readonly loopvar: JinjaNode;
      readonly iterable: JinjaNode;
      readonly body: readonly JinjaNode[];
      readonly defaultBlock: readonly JinjaNode[];
    }
  | {
      readonly type: 'Set';
      readonly assignee: JinjaNode;
      readonly value: JinjaNode | null;
      readonly body: readonly JinjaNode[];
    }
  | {
      readonly type: 'Macro';
      readonly name: JinjaNode;
      readonly args: readonly JinjaNode[];
      readonly body: readonly JinjaNode[];
    }
  | {
      readonly type: 'CallStatement';
      readonly call: JinjaNode;
      readonly callerArgs: readonly JinjaNode[] | null;
      readonly body: readonly JinjaNode[];
    }
  | {
      readonly type: 'If';
      readonly test: JinjaNode;
      readonly body: readonly JinjaNode[];
      readonly alternate: readonly JinjaNode[];
    }
  | { readonly type: 'Comment' | 'Break' | 'Continue' };

/** The name of a filter or a test. */
export function nameOf(node: JinjaNode): string {
  if (node.type === 'CallExpression') return nameOf(node.callee);
  return node.type === 'Identifier' ? node.value : '';
}

/** The child nodes of a node, in order. Operators are tokens, not nodes. */
export function childrenOf(node: JinjaNode): readonly JinjaNode[] {
  return Object.entries(node).flatMap(([field, value]) =>
    field === 'operator' ? [] : nodesIn(value),
  );
}

function nodesIn(value: unknown): readonly JinjaNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (value instanceof Map) return [...value].flat().flatMap(nodesIn);
  return typeof value === 'object' && value !== null && 'type' in value ? [value as JinjaNode] : [];
}
