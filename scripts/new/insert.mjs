/**
 * Inserts a name into the first sorted list of quoted names, one per line.
 *
 * @param {string} text Source of a test with such a list.
 * @param {string} name
 * @returns {string}
 */
export function insertName(text, name) {
  const entry = /^(\s+)(["'])(\w+)\2,$/;
  const lines = text.split('\n');
  const first = lines.findIndex((line) => entry.test(line));
  if (first === -1) throw new Error(`there is no list of names to add ${name} to`);
  const [, indent, quote] = entry.exec(lines[first] ?? '') ?? [];
  let at = first;
  while (isBefore(entry.exec(lines[at] ?? '')?.[3], name)) at += 1;
  return lines.toSpliced(at, 0, `${indent}${quote}${name}${quote},`).join('\n');
}

/**
 * Inserts an export into a list of exports that is sorted by path.
 *
 * @param {string} text An `index.ts`.
 * @param {{ name: string, path: string }} exported
 * @returns {string}
 */
export function insertExport(text, { name, path }) {
  const lines = text.split('\n');
  const paths = lines.map((line) => /^export \{.*\} from '(.+)';$/.exec(line)?.[1]);
  const after = paths.findLastIndex((other) => isBefore(other, path));
  return lines.toSpliced(after + 1, 0, `export { ${name} } from '${path}';`).join('\n');
}

/**
 * Inserts text before the first match of a pattern.
 *
 * @param {string} text
 * @param {RegExp} pattern
 * @param {string} addition
 * @returns {string}
 */
export function insertBefore(text, pattern, addition) {
  const match = pattern.exec(text);
  if (match === null) throw new Error(`there is no ${pattern} to insert ${addition.trim()} before`);
  return text.slice(0, match.index) + addition + text.slice(match.index);
}

/**
 * Adds a row to the table below a header. Prettier aligns it.
 *
 * @param {string} text Markdown.
 * @param {RegExp} header Matches the table's header line.
 * @param {readonly string[]} cells
 * @returns {string}
 */
export function appendRow(text, header, cells) {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => header.test(line));
  if (start === -1) throw new Error(`there is no table ${header} for ${cells[0]}`);
  let end = start;
  while (lines[end]?.startsWith('|')) end += 1;
  return lines.toSpliced(end, 0, `| ${cells.join(' | ')} |`).join('\n');
}

/**
 * @param {string | undefined} one
 * @param {string} other
 */
function isBefore(one, other) {
  return one !== undefined && one < other;
}
