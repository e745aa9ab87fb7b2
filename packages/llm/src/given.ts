/**
 * An option under its name, or nothing if it is missing: optional fields are left out, never
 * undefined.
 */
export function given<Name extends string, Value>(
  name: Name,
  value: Value | null | undefined,
): { readonly [Key in Name]?: Value } {
  if (value === null || value === undefined) return {};
  return { [name]: value } as { readonly [Key in Name]?: Value };
}
