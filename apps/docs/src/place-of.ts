import { join } from 'node:path';
import { root } from './pages.ts';

/**
 * The file as which a block is checked: its mark `file=PATH`, a path in the repository, or else a
 * file of `snippets/`, from which every package can be imported.
 */
export function placeOf(block: {
  readonly page: string;
  readonly line: number;
  readonly marks: readonly string[];
}): string {
  const mark = block.marks.find((word) => word.startsWith('file='));
  if (mark !== undefined) return join(root, mark.slice('file='.length));
  const name = `${block.page.replaceAll(/[^a-z]+/gi, '-')}-${block.line}.ts`;
  return join(root, 'apps/docs/snippets', name);
}
