import type { Writer } from '../command-line/surroundings.ts';
import { wrapToWidth } from './fit-width.ts';

/** The columns of a summary's labels. */
const LABELS = ' '.repeat(15);

/** Lines under labels as a stream shows them: wrapped at blanks for a terminal, as they are for files and pipes. */
export function fitStream(text: string, { isTTY, columns }: Writer): string {
  if (isTTY !== true || columns === undefined || columns <= LABELS.length * 2) return text;
  return text
    .split('\n')
    .flatMap((line) => wrapToWidth(line, columns - 1, LABELS))
    .join('\n');
}
