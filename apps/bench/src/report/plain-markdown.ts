/** Characters that begin an image, a link, HTML or code in Markdown. */
const MARKUP = /[\\`[\]<>!]/g;

/** Control characters, and marks that reverse the direction of text. */
const UNPRINTABLE = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu;

/**
 * Text of a model or a server as Markdown in one line: it is shown as it is, and adds no image, no
 * link and no HTML to a report.
 */
export function plainMarkdown(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(UNPRINTABLE, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll(MARKUP, String.raw`\$&`)
    .replaceAll('://', '&#58;//')
    .replaceAll(/\bwww\./gi, 'www&#46;')
    .replaceAll('@', '&#64;');
}
