const TAGS = 'think|thinking|thought|thoughts|reasoning|reflection|scratchpad|analysis';
const closedBlock = new RegExp(String.raw`<(${TAGS})\b[^>]*>[\s\S]*?</\1\s*>`, 'giu');
const closedBracketBlock = /\[THINK\][\s\S]*?\[\/THINK\]/gu;
const loneEnd = new RegExp(String.raw`^[\s\S]*(?:</(?:${TAGS})\s*>|\[/THINK\])`, 'iu');
const loneStart = new RegExp(String.raw`(?:<(?:${TAGS})\b[^>]*>|\[THINK\])[\s\S]*$`, 'iu');
const finalChannel = /<\|channel\|>final[^<]*<\|message\|>([\s\S]*)$/u;
const otherChannel = /<\|channel\|>/u;
const specialTokens = /<\|[\w-]+\|>|<\/?s>|<(?:eos|bos|pad|end_of_turn)>/gu;

/**
 * What a model wrote beside its reasoning: blocks such as `<think>…</think>` are left out. A block that was not opened ends where it is closed; one
 * that was not closed goes to the end, so that an answer cut within its reasoning is undefined.
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
