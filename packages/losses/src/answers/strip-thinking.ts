const TAGS = 'think|thinking|thought|thoughts|reasoning|reflection|scratchpad|analysis';
const closedBlock = new RegExp(String.raw`<(${TAGS})\b[^>]*>[\s\S]*?</\1\s*>`, 'giu');
const closedBracketBlock = /\[THINK\][\s\S]*?\[\/THINK\]/gu;
const loneEnd = new RegExp(String.raw`^[\s\S]*(?:</(?:${TAGS})\s*>|\[/THINK\])`, 'iu');
const loneStart = new RegExp(String.raw`(?:<(?:${TAGS})\b[^>]*>|\[THINK\])[\s\S]*$`, 'iu');
const finalChannel = /<\|channel\|>final[^<]*<\|message\|>([\s\S]*)$/u;
const otherChannel = /<\|channel\|>/u;
const specialTokens = /<\|[\w-]+\|>|<\/?s>|<(?:eos|bos|pad|end_of_turn)>/gu;

/**
 * Removes reasoning blocks such as `<think>…</think>`. A block without a start tag starts with the
 * text; one without an end tag ends with the text. Undefined if nothing is left, for instance if
 * the text is cut off within its reasoning.
 */
export function stripThinking(text: string): string | undefined {
  const final = finalChannel.exec(text)?.[1];
  if (final === undefined && otherChannel.test(text)) return undefined;
  const rest = (final ?? text)
    .replace(closedBlock, '')
    .replace(closedBracketBlock, '')
    .replace(loneEnd, '')
    .replace(loneStart, '')
    .replace(specialTokens, '')
    .trim();
  return rest === '' ? undefined : rest;
}
