/** English text in the vocabularies of today: about four bytes a token. */
const BYTES_PER_TOKEN = 4;

/**
 * An estimate of a text's tokens without a tokenizer: its UTF-8 bytes divided by four, rounded up.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
}
