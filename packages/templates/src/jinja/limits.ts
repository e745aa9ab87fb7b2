/**
 * Limits of one rendering. A template may come from another person, with a saved network or a model
 * file. Prompts stay far below these limits; a template that passes one fails within a second or
 * two, so that the process can still be stopped.
 */

/** The most nodes that are evaluated, with each item of a list that is read as one more. */
const MAX_STEPS: number = 300_000;

/** The most characters of any text, the rendered one among them. */
const MAX_TEXT_LENGTH: number = 10_000_000;

/** The most items of any list, `range` among them. */
const MAX_ITEMS: number = 20_000;

/** The most characters of a template. */
export const MAX_SOURCE_LENGTH: number = 200_000;

/** The most words and signs in one tag, which bounds how deep an expression is. */
export const MAX_TOKENS_IN_TAG: number = 1000;

/** The most tags, which bounds how deep blocks are nested. */
export const MAX_TAGS: number = 10_000;

/** Counts what one rendering has done. */
export interface RenderingMeter {
  /** @throws RangeError if the value, or all steps together, pass a limit */
  readonly count: (value: unknown) => void;
}

/** A meter of a rendering that has done nothing yet. */
export function createRenderingMeter(): RenderingMeter {
  let steps = 0;
  return {
    count: (value) => {
      steps++;
      if (typeof value === 'string' && value.length > MAX_TEXT_LENGTH)
        throw new RangeError(`it makes a text of more than ${MAX_TEXT_LENGTH} characters`);
      if (Array.isArray(value)) {
        checkItems(value.length);
        steps += value.length;
      }
      if (steps > MAX_STEPS) throw new RangeError(`it takes more than ${MAX_STEPS} steps`);
    },
  };
}

/** @throws RangeError for a list that is too long */
export function checkItems(length: number): void {
  if (length > MAX_ITEMS) throw new RangeError(`it makes a list of more than ${MAX_ITEMS} items`);
}
