/** The initial state of an FNV-1a hash, 32 bits. */
export const HASH_START = 0x811c9dc5;

/** The FNV-1a state after the UTF-8 bytes of `text`. */
export function absorb(state: number, text: string): number {
  let hash = state;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x80) return absorbBytes(hash, text.slice(at));
    hash = absorbByte(hash, code);
  }
  return hash;
}

// Encoding costs more than hashing, and nearly all texts are ASCII.
function absorbBytes(state: number, text: string): number {
  return Buffer.from(text).reduce(absorbByte, state);
}

function absorbByte(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193) >>> 0;
}

/** Mixes the high bits of a state into the low ones; an unsigned 32-bit integer. */
export function finishHash(state: number): number {
  const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0;
  return (mixed ^ (mixed >>> 12)) >>> 0;
}
