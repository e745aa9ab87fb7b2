/**
 * An instruction in the parts that edits move: sentences and lines, or the phrases of a single
 * sentence.
 */
export function unitsOf(instruction: string): readonly string[] {
  const sentences = split(instruction, /(?<=[.!?])\s+|\n+/u);
  return sentences.length > 1 ? sentences : split(instruction, /(?<=[,;:])\s+/u);
}

/** The parts as one instruction again. */
export function joinUnits(units: readonly string[]): string {
  return units.join(' ').replace(/[,;:]$/u, '.');
}

function split(text: string, at: RegExp): readonly string[] {
  return text
    .split(at)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
