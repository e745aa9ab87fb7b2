import { childrenOf, nameOf, type JinjaNode } from './jinja-node.ts';

/** The variables that a template reads. */
export interface FreeNames {
  /** All of them, in order of first use. */
  readonly all: readonly string[];
  /** Those that the template tests with `is defined` or `default`; they may be missing. */
  readonly optional: ReadonlySet<string>;
}

/** Finds the names that a template reads but neither sets nor knows as globals. */
export function findFreeNames(
  statements: readonly JinjaNode[],
  globals: readonly string[],
): FreeNames {
  const all = new Set<string>();
  const optional = new Set<string>();
  visitAll(statements, new Set(globals));
  return { all: [...all], optional };

  function visitAll(nodes: readonly JinjaNode[], known: Set<string>): void {
    for (const node of nodes) visit(node, known);
  }

  /** Visits nodes in reading order; names that a node sets are added to `known`. */
  function visit(node: JinjaNode, known: Set<string>): void {
    switch (node.type) {
      case 'Identifier':
        if (!known.has(node.value)) all.add(node.value);
        return;
      case 'MemberExpression':
        visit(node.object, known);
        if (node.computed) visit(node.property, known);
        return;
      case 'FilterExpression':
        if (nameOf(node.filter) === 'default') allowMissing(node.operand);
        visit(node.operand, known);
        visitArguments(node.filter, known);
        return;
      case 'FilterStatement':
        visitAll(node.body, known);
        visitArguments(node.filter, known);
        return;
      case 'TestExpression':
        if (['defined', 'undefined'].includes(nameOf(node.test))) allowMissing(node.operand);
        visit(node.operand, known);
        return;
      case 'KeywordArgumentExpression':
        visit(node.value, known);
        return;
      case 'For':
        visitLoop(node, known);
        return;
      case 'Set':
        visitAll([...(node.value ? [node.value] : []), ...node.body], known);
        for (const name of namesSetBy(node.assignee)) known.add(name);
        return;
      case 'Macro':
        known.add(nameOf(node.name));
        visitFunction(node.args, node.body, known);
        return;
      case 'CallStatement':
        visit(node.call, known);
        visitFunction(node.callerArgs ?? [], node.body, known);
        return;
      default:
        visitAll(childrenOf(node), known);
    }
  }

  function visitLoop(node: Extract<JinjaNode, { type: 'For' }>, known: Set<string>): void {
    const inside = new Set([...known, 'loop', ...namesSetBy(node.loopvar)]);
    const { iterable } = node;
    if (iterable.type === 'SelectExpression') {
      visit(iterable.lhs, known);
      visit(iterable.test, inside);
    } else visit(iterable, known);
    visitAll(node.body, inside);
    visitAll(node.defaultBlock, new Set(known));
  }

  function visitFunction(
    parameters: readonly JinjaNode[],
    body: readonly JinjaNode[],
    known: Set<string>,
  ): void {
    const names = parameters.flatMap((parameter) =>
      namesSetBy(parameter.type === 'KeywordArgumentExpression' ? parameter.key : parameter),
    );
    const inside = new Set([...known, ...names, 'caller', 'varargs', 'kwargs']);
    visitAll([...parameters, ...body], inside);
  }

  function visitArguments(filter: JinjaNode, known: Set<string>): void {
    if (filter.type === 'CallExpression') visitAll(filter.args, known);
  }

  function allowMissing(operand: JinjaNode): void {
    if (operand.type === 'Identifier') optional.add(operand.value);
  }
}

function namesSetBy(target: JinjaNode): readonly string[] {
  if (target.type === 'TupleLiteral') return target.value.flatMap(namesSetBy);
  return target.type === 'Identifier' ? [target.value] : [];
}
