/** English text in the vocabularies of today: about four bytes a token. */
const BYTES_PER_TOKEN = 4;

/**
 * An estimate of a text's tokens without a tokenizer: its UTF-8 bytes divided by four, rounded up.
 */
export function estimateTokens(text: string): number {
  return estimateTokensOfBytes(Buffer.byteLength(text));
}

/** The same for a text of which only the length in UTF-8 is known. */
export function estimateTokensOfBytes(bytes: number): number {
  return Math.ceil(bytes / BYTES_PER_TOKEN);
}
