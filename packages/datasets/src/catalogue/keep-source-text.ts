import { isNode, isScalar, Scalar, visit, type Document, type Node } from 'yaml';

/** Keys whose values are texts in any notation: `classes: [007, 1.0, no, null]`. */
const TEXT_KEYS = new Set([
  'instruction',
  'classes',
  'protos',
  'labels',
  'label_mapping',
  'columns',
  'input',
  'inputs',
  'target',
  'targets',
  'file',
  'files',
  'encoding',
]);

/**
 * Replaces numbers, booleans and nulls by their source text wherever a description expects a text.
 */
export function keepSourceText(document: Document): void {
  visit(document, {
    Pair: (_key, { key, value }) => {
      // Numbers of a JSON Schema are numbers.
      if (isScalar(key) && key.value === 'output_schema') return visit.SKIP;
      if (isScalar(key) && TEXT_KEYS.has(String(key.value)) && isNode(value)) quoteScalars(value);
      return undefined;
    },
  });
}

function quoteScalars(node: Node): void {
  visit(node, {
    Scalar: (_key, scalar) => {
      const { source, type, value } = scalar;
      const isPlain = type === Scalar.PLAIN && typeof value !== 'string';
      if (isPlain && source !== undefined && source !== '') scalar.value = source;
    },
  });
}
