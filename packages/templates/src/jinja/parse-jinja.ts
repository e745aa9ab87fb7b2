import { JinjaSyntaxError } from './jinja-syntax-error.ts';
import { MAX_TAGS, MAX_TOKENS_IN_TAG } from './limits.ts';
import { shortenBlanks } from './long-blanks.ts';
import type { JinjaNode } from './jinja-node.ts';
import { parse, tokenize, type JinjaToken } from './library.ts';
import { findOpenBlock, findTags, type Tag } from './tags.ts';

type Tokens = readonly JinjaToken[];

// The library's `Template` enables both. Python's jinja2 disables both, and blanks are part of a
// prompt.
const blanks = { trim_blocks: false, lstrip_blocks: false };

/**
 * Parses a Jinja text into statements.
 *
 * @throws JinjaSyntaxError with the line of the first invalid tag
 */
export function parseJinja(source: string): readonly JinjaNode[] {
  const tags = findTags(source);
  if (tags.length > MAX_TAGS)
    throw new JinjaSyntaxError(`it has more than ${MAX_TAGS} tags`, { line: 1 });
  const { text, restore } = shortenBlanks(source);
  const tokens = tokenizeJinja(text, tags).map((token) => ({
    ...token,
    value: restore(token.value),
  }));
  checkTagLengths(tokens, tags);
  const reader = new TokenReader(tokens);
  try {
    return parse(reader.tokens).body;
  } catch (cause) {
    const openBlock = findOpenBlock(tags);
    if (reader.isPastEnd && openBlock) {
      throw new JinjaSyntaxError(`${openBlock.text} is not closed`, {
        line: openBlock.line,
        cause,
      });
    }
    const tag = tags[countTags(tokens.slice(0, reader.reached + 1)) - 1];
    throw syntaxError(tag, cause);
  }
}

function tokenizeJinja(source: string, tags: readonly Tag[]): Tokens {
  try {
    return tokenize(source, blanks);
  } catch (cause) {
    // The library reports an error without a position, so find the first tag that fails on its
    // own.
    const tag = tags.find(({ text }) => !canTokenize(text));
    throw syntaxError(tag, cause);
  }
}

function canTokenize(text: string): boolean {
  try {
    tokenize(text, blanks);
    return true;
  } catch {
    return false;
  }
}

/** Records how far the parser reads, to locate errors. */
class TokenReader {
  readonly tokens: Tokens;
  /** Index of the furthest token read. */
  reached = 0;
  /** Whether the parser read past the last token. */
  isPastEnd = false;

  constructor(tokens: Tokens) {
    this.tokens = new Proxy(tokens, {
      get: (target, property, receiver) => {
        const index = typeof property === 'string' ? Number(property) : NaN;
        if (index >= target.length) this.isPastEnd = true;
        else if (index > this.reached) this.reached = index;
        return Reflect.get(target, property, receiver) as unknown;
      },
    });
  }
}

/** @throws JinjaSyntaxError for an expression that nothing could evaluate */
function checkTagLengths(tokens: Tokens, tags: readonly Tag[]): void {
  let length = 0;
  for (const [index, { type }] of tokens.entries()) {
    length = ['Text', 'OpenStatement', 'OpenExpression', 'Comment'].includes(type) ? 0 : length + 1;
    if (length <= MAX_TOKENS_IN_TAG) continue;
    const tag = tags[countTags(tokens.slice(0, index)) - 1];
    throw new JinjaSyntaxError(`a tag has more than ${MAX_TOKENS_IN_TAG} words and signs`, {
      line: tag?.line ?? 1,
    });
  }
}

function countTags(tokens: Tokens): number {
  return tokens.filter(({ type }) => ['OpenStatement', 'OpenExpression', 'Comment'].includes(type))
    .length;
}

function syntaxError(tag: Tag | undefined, cause: unknown): JinjaSyntaxError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const [shown = ''] = tag?.text.split('\n') ?? [];
  return new JinjaSyntaxError(tag ? `${reason}, in ${shown}` : reason, {
    line: tag?.line ?? 1,
    cause,
  });
}
