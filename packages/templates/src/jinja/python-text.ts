import type { JinjaValue } from './library.ts';

/** Python's `str` of a value: `None`, `True`, `['a', 1]`. */
export function toPythonText(value: JinjaValue): string {
  return typeof value.value === 'string' ? value.value : represent(value);
}

/** Python's `repr`: texts are quoted. */
function represent({ type, value }: JinjaValue): string {
  if (type === 'NullValue') return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return quote(value);
  if (type === 'FloatValue' && Number.isInteger(value)) return `${String(value)}.0`;
  if (value instanceof Map) {
    const fields = [...(value as ReadonlyMap<string, JinjaValue>)];
    return `{${fields.map(([name, field]) => `${quote(name)}: ${represent(field)}`).join(', ')}}`;
  }
  if (!Array.isArray(value)) return String(value);
  const items = (value as readonly JinjaValue[]).map(represent);
  if (type !== 'TupleValue') return `[${items.join(', ')}]`;
  return items.length === 1 ? `(${items.join('')},)` : `(${items.join(', ')})`;
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Quotes with single quotes, or with double quotes if the text has single quotes only. */
function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/[\\\n\r\t]/g, (character) => escapes[character] ?? character);
  return mark + (mark === "'" ? escaped.replaceAll("'", "\\'") : escaped) + mark;
}
