/** Whether a value of `outputSchema` is a schema, and not the path of one. */
export function isInlineSchema(value: string): boolean {
  return value.trimStart().startsWith('{');
}
