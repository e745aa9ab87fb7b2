/** A fenced block of code on a page. */
export interface Block {
  /** The first word after the fence, such as `ts`; empty if missing. */
  readonly language: string;
  /** The other words after the fence, such as `run`. */
  readonly marks: readonly string[];
  readonly code: string;
  /** Line of the page on which the code begins, from 1. */
  readonly line: number;
}

const FENCE = /^( *)(```+)([^\n`]*)\n([\s\S]*?)^\1\2 *$/gm;

/** The fenced blocks of a Markdown page, without the indentation of a list. */
export function readBlocks(markdown: string): readonly Block[] {
  return [...markdown.matchAll(FENCE)].map((match) => {
    const [, indent = '', , info = '', body = ''] = match;
    const [language = '', ...marks] = info.trim().split(/\s+/);
    const code = body.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    const line = markdown.slice(0, match.index).split('\n').length + 1;
    return { language, marks, code, line };
  });
}
