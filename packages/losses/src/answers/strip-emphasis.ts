const stars = /(?<!\*)(\*{1,3})(?=[^\s*])([^*\n]*?[^\s*])\1(?!\*)/gu;
const underscores = /(?<![\p{L}\p{N}_])(_{1,3})(?=[^\s_])([^\n]*?[^\s_])\1(?![\p{L}\p{N}_])/gu;
const code = /(?<!`)(`)(?=[^\s`])([^`\n]*?[^\s`])\1(?!`)/gu;
const heading = /^[ \t]{0,3}(?:#{1,3}|#{5,6})[ \t]+/gmu;
const tags = /<\/?(?:b|strong|em|i|u|code|mark)>/giu;
const strong = /(?<!\*)\*\*(?=[^\s*])([^*\n]*?[^\s*])\*\*(?!\*)/gu;

/**
 * Strips Markdown emphasis, code marks and headings. Keeps four number signs, which announce an
 * answer (GSM8K).
 */
export function stripEmphasis(text: string): string {
  return text
    .replace(stars, '$2')
    .replace(underscores, '$2')
    .replace(code, '$2')
    .replace(heading, '')
    .replace(tags, '');
}

/** The parts of a text that are in bold, in order. */
export function strongSpans(text: string): readonly string[] {
  return [...text.matchAll(strong)].map(([, span = '']) => span);
}
