import type { Help } from 'commander';

const indent = 2;
const gap = 2;
const widestTerm = 28;

/**
 * An option or command and its description: side by side, or one under the other if the term is
 * long.
 */
export function formatHelpItem(
  term: string,
  termWidth: number,
  description: string,
  helper: Help,
): string {
  const column = Math.min(termWidth, widestTerm);
  const left = ' '.repeat(indent);
  const below = `\n${' '.repeat(indent + column + gap)}`;
  if (description === '') return `${left}${term}`;
  const width = Math.max(30, (helper.helpWidth ?? 80) - indent - column - gap);
  const text = helper.boxWrap(description, width).replaceAll('\n', below);
  const isLong = term.length > column;
  return `${left}${isLong ? `${term}${below}` : term.padEnd(column + gap)}${text}`;
}
