import type { z } from 'zod';

/**
 * Describes a schema issue with its path:
 * `examples[3].target: expected string, received undefined`.
 */
export function describeIssue(issue: z.core.$ZodIssue): string {
  const message = issue.message.replace(/^Invalid input: /, '');
  const place = issue.path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
  return place === '' ? message : `${place}: ${message}`;
}
