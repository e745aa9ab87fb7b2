/** A `{{ … }}`, `{% … %}` or `{# … #}` tag of a template. */
export interface Tag {
  readonly text: string;
  /** Line of its first character, counted from 1. */
  readonly line: number;
}

// Quoted texts may contain closing marks. The last alternative matches an unclosed tag.
const inside = `(?:"(?:\\\\.|[^"\\\\])*"|'(?:\\\\.|[^'\\\\])*'|[^"'])*?`;
const pattern = new RegExp(`\\{#[^]*?#\\}|\\{%${inside}%\\}|\\{\\{${inside}\\}\\}|\\{[{%#].*`, 'g');

/** The tags of a template, in order. */
export function findTags(source: string): readonly Tag[] {
  return [...source.matchAll(pattern)].map(({ 0: text, index }) => ({
    text,
    line: source.slice(0, index).split('\n').length,
  }));
}

const closers: ReadonlyMap<string, string> = new Map([
  ['endif', 'if'],
  ['endfor', 'for'],
  ['endmacro', 'macro'],
  ['endcall', 'call'],
  ['endfilter', 'filter'],
  ['endset', 'set'],
]);
const openers = new Set(closers.values());

/** The last opened block that is not closed. */
export function findOpenBlock(tags: readonly Tag[]): Tag | undefined {
  const open: { readonly tag: Tag; readonly word: string }[] = [];
  for (const tag of tags) {
    const word = /^\{%-?\s*(\w+)/.exec(tag.text)?.[1] ?? '';
    const isOpener = openers.has(word) && !(word === 'set' && tag.text.includes('='));
    if (isOpener) open.push({ tag, word });
    else if (open.at(-1)?.word === closers.get(word)) open.pop();
  }
  return open.at(-1)?.tag;
}
