const STAR = 0x2a;

/**
 * Overwrites secrets in bytes with stars of the same length, so that offsets stay. Changes `bytes`
 * and returns it.
 */
export function redact(bytes: Buffer, secrets: readonly string[]): Buffer {
  for (const form of secretForms(secrets)) {
    for (let at = bytes.indexOf(form); at !== -1; at = bytes.indexOf(form, at + form.length))
      bytes.fill(STAR, at, at + form.length);
  }
  return bytes;
}

/** How many bytes around a range must be read so that no secret is cut at its edges. */
export function secretMargin(secrets: readonly string[]): number {
  return Math.max(0, ...secretForms(secrets).map(({ length }) => length - 1));
}

/** Each secret as it is, and as JSON writes it. */
function secretForms(secrets: readonly string[]): readonly Buffer[] {
  const texts = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  return [...new Set(texts)].filter((text) => text !== '').map((text) => Buffer.from(text));
}
