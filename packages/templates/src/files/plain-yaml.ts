import type { Document } from 'yaml';

// packages/llm/src/connections/plain-yaml.ts is a copy: @dln/llm does not depend on this package.

/** More aliases than this expand to more than a file of settings can mean. */
const MAX_ALIASES = 100;

/**
 * The plain value of a YAML document, or why it has none: an alias without an anchor, one that
 * contains itself, aliases that multiply, or lists that are nested too deeply.
 */
export function plainValueOf(
  document: Pick<Document, 'toJS'>,
  options: { readonly mapAsMap?: boolean } = {},
): { readonly value: unknown } | { readonly reason: string } {
  try {
    const value: unknown = document.toJS({ ...options, maxAliasCount: MAX_ALIASES });
    checkTree(value, new Set());
    return { value };
  } catch (cause) {
    if (cause instanceof RangeError) return { reason: 'it is nested too deeply' };
    if (!(cause instanceof Error)) throw cause;
    return { reason: cause.message };
  }
}

/** @throws Error for a value that contains itself */
function checkTree(value: unknown, above: Set<unknown>): void {
  if (typeof value !== 'object' || value === null) return;
  if (above.has(value)) throw new Error('an alias contains itself');
  above.add(value);
  const items = value instanceof Map ? value.values() : Object.values(value);
  for (const item of items) checkTree(item, above);
  above.delete(value);
}

/** Parses YAML, where the parser's own recursion ends at texts that are nested too deeply. */
export function withinDepth<Value>(parse: () => Value, refuse: (reason: string) => Error): Value {
  try {
    return parse();
  } catch (cause) {
    if (cause instanceof RangeError) throw refuse('it is nested too deeply');
    throw cause;
  }
}
