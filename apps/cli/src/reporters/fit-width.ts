import stringWidth from 'string-width';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * A text cut to a number of terminal columns, ended by `…` if it was cut. Wide characters (漢, 👩‍🚀)
 * take two columns and are never split.
 */
export function cutToWidth(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  let kept = '';
  let width = 0;
  for (const { segment } of segmenter.segment(text)) {
    width += stringWidth(segment);
    if (width > columns - 1) break;
    kept += segment;
  }
  return columns < 1 ? '' : `${kept.trimEnd()}…`;
}

/**
 * A text wrapped at a number of columns, broken at blanks if possible; later lines begin with the
 * indent.
 */
export function wrapToWidth(text: string, columns: number, indent = ''): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const room = (): number => Math.max(1, columns - (lines.length === 0 ? 0 : indent.length));
  const flush = (): void => {
    lines.push(`${lines.length === 0 ? '' : indent}${line.trimEnd()}`);
    line = '';
  };
  for (const word of text.split(/(?<= )/)) {
    if (line !== '' && stringWidth(`${line}${word}`.trimEnd()) > room()) flush();
    for (const { segment } of segmenter.segment(word)) {
      if (stringWidth(`${line}${segment}`.trimEnd()) > room()) flush();
      line += segment;
    }
  }
  if (line.trim() !== '' || lines.length === 0) flush();
  return lines;
}
