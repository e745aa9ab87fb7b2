/** A `{{ … }}`, `{% … %}` or `{# … #}` tag of a template. */
export interface Tag {
  readonly text: string;
  /** Line of its first character, counted from 1. */
  readonly line: number;
}

/** How often a tag is searched for its end in vain; later ones count as unclosed at once. */
const MAX_UNCLOSED = 100;

const CLOSERS: Readonly<Record<string, string>> = { '{': '}}', '%': '%}', '#': '#}' };

/** The tags of a template, in order. A tag without an end takes the rest of its line. */
export function findTags(source: string): readonly Tag[] {
  const tags: Tag[] = [];
  let line = 1;
  let counted = 0;
  let unclosed = 0;
  for (let at = source.indexOf('{'); at !== -1; at = source.indexOf('{', at)) {
    const closer = CLOSERS[source.charAt(at + 1)];
    if (closer === undefined) {
      at++;
      continue;
    }
    const found = unclosed < MAX_UNCLOSED ? findEnd(source, at + 2, closer) : undefined;
    if (found === undefined) unclosed++;
    const end = found ?? endOfLine(source, at);
    for (; counted < at; counted++) if (source.charCodeAt(counted) === LINE_FEED) line++;
    tags.push({ text: source.slice(at, end), line });
    at = end;
  }
  return tags;
}

const LINE_FEED = 10;

/** Where a tag ends; undefined if it does not. Quoted texts may contain closing marks. */
function findEnd(source: string, from: number, closer: string): number | undefined {
  const isComment = closer === '#}';
  for (let at = from; at < source.length; at++) {
    if (source.startsWith(closer, at)) return at + closer.length;
    const character = source.charAt(at);
    if (isComment || (character !== '"' && character !== "'")) continue;
    const quote = findQuoteEnd(source, at);
    if (quote === undefined) return undefined;
    at = quote;
  }
  return undefined;
}

function findQuoteEnd(source: string, start: number): number | undefined {
  const quote = source.charAt(start);
  for (let at = start + 1; at < source.length; at++) {
    if (source.charAt(at) === '\\') at++;
    else if (source.charAt(at) === quote) return at;
  }
  return undefined;
}

function endOfLine(source: string, at: number): number {
  const end = source.indexOf('\n', at);
  return end === -1 ? source.length : end;
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
