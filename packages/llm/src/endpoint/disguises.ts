/** Base64 of fewer characters would match ordinary text. */
const SHORTEST_CORE = 8;

/**
 * A secret as it may stand in a server's text: as it is, in a URL, and in base64, alone or after
 * other text, as in basic authentication.
 */
export function disguisesOf(secret: string): readonly string[] {
  const inUrl = encodeURIComponent(secret);
  const inBase64 = [0, 1, 2].flatMap((bytesBefore) => {
    const bytes = Buffer.concat([Buffer.alloc(bytesBefore), Buffer.from(secret)]);
    // Three bytes make four characters; those that hold bits of what stands before or after the
    // secret are not its own.
    const first = Math.ceil((bytesBefore * 8) / 6);
    const core = bytes.toString('base64').slice(first, Math.floor((bytes.length * 8) / 6));
    const urlSafe = core.replaceAll('+', '-').replaceAll('/', '_');
    return core.length < SHORTEST_CORE ? [] : [core, urlSafe];
  });
  // The longest first: the secret may be part of its disguise.
  return [...new Set([secret, inUrl, ...inBase64])].toSorted((a, b) => b.length - a.length);
}
