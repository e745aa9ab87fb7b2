/** Ends a streamed text before a stop text. */
export interface StopCutter {
  /** What may be shown of the text so far, and was not shown before. */
  push(piece: string): string;
  /** The rest, once no more pieces come. */
  end(): string;
}

/** Holds back what may be the beginning of a stop text. */
export function createStopCutter(stop: readonly string[]): StopCutter {
  const heldLength = Math.max(0, ...stop.map(({ length }) => length - 1));
  let buffer = '';
  let isCut = false;
  return {
    push(piece) {
      if (isCut) return '';
      buffer += piece;
      const places = stop.map((text) => buffer.indexOf(text)).filter((place) => place !== -1);
      isCut = places.length > 0;
      const end = isCut ? Math.min(...places) : Math.max(0, buffer.length - heldLength);
      const shown = buffer.slice(0, end);
      buffer = isCut ? '' : buffer.slice(end);
      return shown;
    },
    end() {
      const rest = buffer;
      buffer = '';
      return rest;
    },
  };
}
