import type { Writer } from '../command-line/surroundings.ts';
import { wrapToWidth } from './fit-width.ts';

/** The columns of a summary's labels. */
const LABELS = ' '.repeat(15);

/** The columns that a line may take on a stream; undefined if the stream is not a terminal. */
export function lineWidth({ isTTY, columns }: Writer): number | undefined {
  return isTTY === true && columns !== undefined && columns > LABELS.length * 2
    ? columns - 1
    : undefined;
}

/**
 * Lines under labels as a stream shows them: wrapped at blanks for a terminal, as they are for
 * files and pipes.
 */
export function fitStream(text: string, stream: Writer): string {
  const width = lineWidth(stream);
  if (width === undefined) return text;
  return text
    .split('\n')
    .flatMap((line) => wrapToWidth(line, width, LABELS))
    .join('\n');
}
