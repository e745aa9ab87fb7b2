import { type Document, LineCounter, parseDocument } from 'yaml';

import { checkConnections } from './connection-schema.ts';
import type { Connection } from './connection.ts';
import { processVariables, type Variables } from './environment.ts';
import { fillPlaceholders, findUnbraced, isPlaceholder } from './fill-placeholders.ts';
import { createInvalidConnectionsError } from './invalid-connections-error.ts';
import { plainValueOf, withinDepth } from './plain-yaml.ts';

/** Options of `parseConnections`. */
export interface ParseConnectionsOptions {
  /** Named in errors. @default 'connections' */
  readonly file?: string;
  /** What `${NAME}` stands for. @default the environment of the process */
  readonly variables?: Variables;
}

type Path = readonly (string | number)[];

/**
 * Reads a connections file: a YAML list of models, each with a name and how to reach it. `${NAME}`
 * or `${NAME:-default}` in any text is replaced by the environment variable, after the YAML has
 * been read, so that no value can change its structure. A value that is one placeholder may be a
 * number or a boolean.
 *
 * @throws ModelSettingError `invalid-connections` with file, line and key
 * @throws ModelSettingError `unset-environment-variable` if a placeholder names a variable that is
 *   not set
 */
export function parseConnections(
  yaml: string,
  { file = 'connections', variables = processVariables() }: ParseConnectionsOptions = {},
): readonly Connection[] {
  const lineCounter = new LineCounter();
  const refuse = (reason: string): Error =>
    createInvalidConnectionsError({ file, reason: `${reason}.` });
  const document = withinDepth(() => parseDocument(yaml, { lineCounter }), refuse);
  const [error] = document.errors;
  if (error !== undefined) {
    const reason = `${error.message
      .split('\n', 1)
      .join('')
      .replace(/ at line .*$/, '')}.`;
    throw createInvalidConnectionsError({ file, line: error.linePos?.[0].line, reason });
  }

  const plain = plainValueOf(document);
  if ('reason' in plain) throw refuse(plain.reason);
  const raw = plain.value;
  const lineOf = (path: Path): number | undefined => findLine(document, lineCounter, path);
  const keyOf = (path: Path): string | undefined => describePath(raw, path);
  const filled = new Set<string>();
  const refuseUnbraced = (text: string, path: Path): void => {
    const name = LITERAL_KEYS.includes(String(path[1])) ? findUnbraced(text) : undefined;
    if (name === undefined) return;
    const reason = `$${name} is not filled in. Write \${${name}} for the variable; put a text that really holds a $ into a variable.`;
    throw createInvalidConnectionsError({ file, line: lineOf(path), key: keyOf(path), reason });
  };
  const fill = (value: unknown, path: Path): unknown => {
    if (typeof value === 'string') {
      const place = `${file}:${lineOf(path) ?? 1} (${keyOf(path) ?? ''})`;
      refuseUnbraced(value, path);
      if (isPlaceholder(value)) filled.add(path.join('\n'));
      return fillPlaceholders(value, { variables, place });
    }
    if (Array.isArray(value)) return value.map((item, index) => fill(item, [...path, index]));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, item]) => [key, fill(item, [...path, key])]);
    return Object.fromEntries(entries) as unknown;
  };

  const checked = checkFilled(fill(raw, []), filled);
  if ('issue' in checked) {
    const { path, message } = checked.issue;
    throw createInvalidConnectionsError({
      file,
      line: lineOf(path),
      key: keyOf(path),
      reason: message,
    });
  }
  checkNames(checked.connections, (index) => {
    const path = [index, 'name'];
    return { file, line: lineOf(path), key: keyOf(path) };
  });
  return checked.connections;
}

/** Checks what placeholders filled in, read as a number or a boolean wherever one is expected. */
function checkFilled(
  value: unknown,
  filled: ReadonlySet<string>,
): ReturnType<typeof checkConnections> {
  let current = value;
  const converted = new Set<string>();
  for (;;) {
    const checked = checkConnections(current);
    if (!('issue' in checked)) return checked;
    const { path, expected } = checked.issue;
    const key = path.join('\n');
    if (expected === undefined || !filled.has(key) || converted.has(key)) return checked;
    converted.add(key);
    current = mapAt(current, path, (text) => toScalar(text, expected));
  }
}

function toScalar(text: unknown, expected: string): unknown {
  if (typeof text !== 'string') return text;
  const word = text.trim();
  if (expected === 'boolean') return word === 'true' ? true : word === 'false' ? false : text;
  const isNumber = expected === 'number' || expected === 'int';
  return isNumber && word !== '' && Number.isFinite(Number(word)) ? Number(word) : text;
}

function mapAt(value: unknown, [key, ...rest]: Path, map: (value: unknown) => unknown): unknown {
  if (key === undefined) return map(value);
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === key ? mapAt(item, rest, map) : item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]: [string, unknown]) => [
      name,
      name === key ? mapAt(item, rest, map) : item,
    ]),
  );
}

/**
 * Keys whose value is a secret or an address: a `$NAME` in them is a placeholder that is not filled
 * in.
 */
const LITERAL_KEYS: readonly string[] = ['api_key', 'base_url', 'api_version', 'tokenizer'];

function checkNames(
  connections: readonly Connection[],
  placeOf: (index: number) => Omit<Parameters<typeof createInvalidConnectionsError>[0], 'reason'>,
): void {
  const names = new Set<string>();
  for (const [index, { name }] of connections.entries()) {
    if (names.has(name)) {
      const reason = 'the name is taken by an entry above. Give this one another.';
      throw createInvalidConnectionsError({ ...placeOf(index), reason });
    }
    names.add(name);
  }
}

/** The line of a node, or of the nearest one around it: a missing key has no line. */
function findLine(document: Document.Parsed, lines: LineCounter, path: Path): number | undefined {
  for (let depth = path.length; depth >= 0; depth--) {
    const node: unknown =
      depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    const start = rangeStart(node);
    if (start !== undefined) return lines.linePos(start).line;
  }
  return undefined;
}

function rangeStart(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  const range: unknown = node.range;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
}

/** `fwd_model.stop.1`: entries by their name, where they have one. */
function describePath(raw: unknown, path: Path): string | undefined {
  const [index, ...keys] = path;
  if (index === undefined) return undefined;
  const entry: unknown = Array.isArray(raw) && typeof index === 'number' ? raw[index] : undefined;
  const name = hasName(entry) ? entry.name : `entry ${Number(index) + 1}`;
  return [name, ...keys].join('.');
}

function hasName(entry: unknown): entry is { readonly name: string } {
  return (
    typeof entry === 'object' && entry !== null && 'name' in entry && typeof entry.name === 'string'
  );
}
