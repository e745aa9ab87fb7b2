const opening = /\\(?:boxed|fbox)\s*\{/gu;

/** The content of the last `\boxed{…}`, including nested braces. Undefined without one. */
export function readBoxed(text: string): string | undefined {
  const last = [...text.matchAll(opening)].at(-1);
  if (!last) return undefined;
  const start = last.index + last[0].length;
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '{') depth++;
    if (character === '}') depth--;
    if (depth === 0) return text.slice(start, at);
  }
  return text.slice(start);
}
