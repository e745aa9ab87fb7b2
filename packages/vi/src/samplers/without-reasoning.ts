const TAGS = 'think|thinking|thoughts?|reasoning|reflection|scratchpad';
const closedBlock = new RegExp(
  String.raw`<(${TAGS})\b[^>]*>([\s\S]*?)</\1\s*>|\[THINK\]([\s\S]*?)\[/THINK\]`,
  'giu',
);
const openBlock = new RegExp(String.raw`(?:<(?:${TAGS})\b[^>]*>|\[THINK\])([\s\S]*)$`, 'iu');
const loneEnd = new RegExp(
  String.raw`^([\s\S]*?)(?:</(?:${TAGS})\s*>|\[/THINK\])([^\S\n]*\n)?`,
  'iu',
);
const channels = /<\|channel\|>/u;
const finalChannel = /<\|channel\|>final[^<]*<\|message\|>([\s\S]*)$/u;
const specialTokens = /<\|[\w-]+\|>/gu;

/**
 * A block of fewer words after the beginning of a reply names a form, as in "reason in
 * <think></think>", and is no reasoning.
 */
const LEAST_WORDS = 8;

/** The same of a block that was not opened, if the text goes on in the line in which it ends. */
const LEAST_WORDS_UNOPENED = 20;

/**
 * A reply without the reasoning that a model wrote beside it: `<think>` and similar blocks, closed
 * or only ended, and channels other than the final one. A text that speaks of such tags keeps them.
 *
 * @returns the rest, trimmed; undefined if the reply ends within its reasoning
 */
export function withoutReasoning(reply: string): string | undefined {
  const final = finalChannel.exec(reply)?.[1];
  if (final === undefined && channels.test(reply)) return undefined;
  const text = (final ?? reply).replace(specialTokens, '');
  const closed = text.replace(
    closedBlock,
    (block, _tag, angled: string | undefined, bracketed: string | undefined, at: number) =>
      isReasoning(angled ?? bracketed ?? '', text.slice(0, at)) ? '' : block,
  );
  const ended = closed.replace(loneEnd, (whole, before: string, lineEnd: string | undefined) => {
    const isShort = lineEnd === undefined && countWords(before) < LEAST_WORDS_UNOPENED;
    return isShort || openBlock.test(before) ? whole : '';
  });
  const open = openBlock.exec(ended);
  const isOpen =
    open !== null &&
    !new RegExp(`</(?:${TAGS})|\\[/THINK\\]`, 'iu').test(open[1] ?? '') &&
    isReasoning(open[1] ?? '', ended.slice(0, open.index));
  return isOpen ? undefined : ended.trim();
}

function isReasoning(block: string, before: string): boolean {
  return before.trim() === '' || countWords(block) >= LEAST_WORDS;
}

function countWords(text: string): number {
  return text.split(/\s+/u).filter(Boolean).length;
}
