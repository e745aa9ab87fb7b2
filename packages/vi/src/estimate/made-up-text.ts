/** Stands for a text: `⟦number:tokens⟧`, in characters that no text of people has. */
const PLACEHOLDER = /\ue000\d*:(\d+)\ue001/gu;
const FIRST = '\ue000';

/**
 * A short text that counts as one of `tokens` tokens. Real ones would have to be copied into every
 * prompt.
 *
 * @param number tells texts apart
 */
export function makeUpText(tokens: number, number: number): string {
  return `${FIRST}${number}:${tokens}\ue001`;
}

/** The text with made-up texts that only their lengths tell apart. */
export function withoutNumbers(text: string): string {
  return text.includes(FIRST) ? text.replace(PLACEHOLDER, `${FIRST}:$1\ue001`) : text;
}

/** What is left of a text without those that were made up, and how many tokens they stand for. */
export function splitMadeUp(text: string): { readonly rest: string; readonly tokens: number } {
  if (!text.includes(FIRST)) return { rest: text, tokens: 0 };
  let tokens = 0;
  const rest = text.replace(PLACEHOLDER, (_, own: string) => {
    tokens += Number(own);
    return '';
  });
  return { rest, tokens };
}
