/** How a pasted text is cut into inputs. */
export type Separator = 'blank lines' | 'lines';

/**
 * The inputs of a pasted text: blocks between blank lines, each of one line or more, or single
 * lines.
 */
export function splitPasted(text: string, separator: Separator): readonly string[] {
  const parts = separator === 'lines' ? text.split(/\r?\n/) : text.split(/\r?\n[ \t]*\r?\n/);
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
