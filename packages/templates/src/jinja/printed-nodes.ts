import type { JinjaNode } from './jinja-node.ts';

/** The expressions inside `{{ … }}`, whose values appear in the text. */
export function findPrintedNodes(statements: readonly JinjaNode[]): readonly JinjaNode[] {
  return statements.flatMap((node) => {
    switch (node.type) {
      case 'If':
        return findPrintedNodes([...node.body, ...node.alternate]);
      case 'For':
        return findPrintedNodes([...node.body, ...node.defaultBlock]);
      case 'Set':
      case 'Macro':
      case 'CallStatement':
      case 'FilterStatement':
        return findPrintedNodes(node.body);
      case 'StringLiteral':
      case 'Comment':
      case 'Break':
      case 'Continue':
        return [];
      default:
        return [node];
    }
  });
}
