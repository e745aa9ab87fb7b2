/**
 * Readers of recorded JSON that never throw: records come from other versions, from a process that
 * was killed while it wrote, or from the Python reference.
 */

/** A JSON object of unknown content. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value as an object; empty for other values. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {};
}

/** The value as a list; empty for other values. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value if it is a finite number, else null. JSON writes infinities as null. */
export function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The value if it is a text, else null. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Whether the value is `true`. */
export function isTrue(value: unknown): boolean {
  return value === true;
}

/** The texts of a list. */
export function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter((item) => typeof item === 'string');
}

/** The numbers of a list. */
export function numbersOf(value: unknown): readonly number[] {
  return listOf(value).flatMap((item) => numberOf(item) ?? []);
}

/** The text as JSON, or undefined if it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
