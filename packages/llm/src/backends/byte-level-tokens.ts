/**
 * The text of tokens that a server shows in the letters of byte-level BPE (GPT-2's
 * `bytes_to_unicode`), where ` that` is `Ġthat` and a character of several bytes is as many
 * letters; undefined if a letter of the token stands for no byte.
 *
 * vLLM shows some tokenizers' tokens so in `prompt_logprobs` (vllm#16838). A token that is no whole
 * character becomes `\uFFFD`, as servers show it elsewhere.
 */
export function decodeByteLevel(tokens: readonly string[]): readonly string[] | undefined {
  const decoder = new TextDecoder();
  const texts: string[] = [];
  for (const token of tokens) {
    const bytes: number[] = [];
    for (const letter of token) {
      const byte = byteOf(letter.codePointAt(0) ?? 0);
      if (byte === undefined) return undefined;
      bytes.push(byte);
    }
    texts.push(decoder.decode(Uint8Array.from(bytes)));
  }
  return texts;
}

/**
 * Bytes that are no printable Latin-1 character, in order: letter 256 + n stands for the n-th of
 * them.
 */
const unprintable = Array.from({ length: 256 }, (_, byte) => byte).filter(
  (byte) => !isPrintable(byte),
);

function byteOf(letter: number): number | undefined {
  if (letter < 256) return isPrintable(letter) ? letter : undefined;
  return unprintable[letter - 256];
}

function isPrintable(byte: number): boolean {
  return (
    (byte >= 0x21 && byte <= 0x7e) ||
    (byte >= 0xa1 && byte <= 0xac) ||
    (byte >= 0xae && byte <= 0xff)
  );
}
