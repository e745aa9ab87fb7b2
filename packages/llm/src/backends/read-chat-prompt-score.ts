import { BrokenTokensError } from './log-probability.ts';
import { readPromptPositions, spellings } from './prompt-positions.ts';
import type { Reply } from './reply.ts';
import { UnscorableTextError } from './unscorable-text-error.ts';

/**
 * The log-probabilities of the tokens of an assistant's text, from a reply with vLLM's
 * `prompt_logprobs: 1` for a chat that ends with that text (`continue_final_message`). What the
 * chat template writes before it is not known, so its tokens are found from the end.
 *
 * @throws UnsupportedCapabilityError if the server gave no log-probabilities
 * @throws UnscorableTextError if the chat does not end with tokens of the text
 */
export function readChatPromptScore(
  reply: Reply,
  { continuation, modelId }: { readonly continuation: string; readonly modelId: string },
): readonly number[] {
  const { tokens, logProbabilities } = readPromptPositions(reply, modelId);
  for (const spelled of spellings(tokens)) {
    const count = countOwnTokens(spelled, continuation);
    if (count === undefined) continue;
    return logProbabilities.slice(-count).map((logProbability) => {
      if (logProbability !== null) return logProbability;
      throw new BrokenTokensError('it answers with a token that has no log-probability');
    });
  }
  throw new UnscorableTextError({
    request: { context: '', continuation },
    reason:
      'the server’s chat does not end with the tokens of the text: its chat template changes the text, or a token holds the end of the prompt, too.',
  });
}

/**
 * How many of the last tokens are the text's; undefined if the tokens do not end with it. A
 * character may be several tokens: vLLM writes all but the last of them as empty, other versions
 * write each as `\uFFFD`.
 */
function countOwnTokens(tokens: readonly string[], text: string): number | undefined {
  let end = text.length;
  let own = 0;
  let isInsideCharacter = false;
  for (const token of tokens.toReversed()) {
    if (token.includes('\uFFFD')) isInsideCharacter = true;
    else if (token !== '') {
      if (isInsideCharacter) end = withoutCharacters(text, end, token);
      isInsideCharacter = false;
      if (end === 0) return own;
      // SentencePiece joins the blank before a word to it.
      if (token === ` ${text.slice(0, end)}`) return own + 1;
      if (!text.slice(0, end).endsWith(token)) return undefined;
      end -= token.length;
    }
    own += 1;
  }
  // The template writes something before the text.
  return undefined;
}

/** The end of the text without its last non-ASCII characters: as far back as the token ends. */
function withoutCharacters(text: string, end: number, token: string): number {
  let before = end;
  while (before > 0 && text.charCodeAt(before - 1) > 0x7f) {
    before -= 1;
    if (text.slice(0, before).endsWith(token)) break;
  }
  return before;
}
