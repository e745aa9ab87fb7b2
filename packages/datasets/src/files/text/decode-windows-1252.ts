/**
 * The characters of the bytes 0x80 to 0x9F. Five of these bytes are unassigned; they decode to
 * control characters, as on the web.
 */
const HIGH_CONTROLS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/**
 * Decodes Windows-1252, a superset of Latin-1. Several releases of Node decode 0x80 to 0x9F
 * wrongly.
 */
export function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\u0080-\u009F]/g, (control) => HIGH_CONTROLS.charAt(control.charCodeAt(0) - 0x80));
}
