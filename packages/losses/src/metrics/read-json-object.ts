/** An object of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

const MOST_STARTS = 50;

/**
 * The JSON object of a text: the text itself, a fenced block, or the longest object that ends at
 * the last closing brace. `undefined` without one.
 */
export function readJsonObject(text: string): JsonObject | undefined {
  const end = text.lastIndexOf('}');
  let start = text.indexOf('{');
  for (let tries = 0; start !== -1 && tries < MOST_STARTS; tries++) {
    const value = parseObject(text.slice(start, end + 1));
    if (value) return value;
    start = text.indexOf('{', start + 1);
  }
  return undefined;
}

/** @param text begins with a brace, so that it is an object or no JSON */
function parseObject(text: string): JsonObject | undefined {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return undefined;
  }
}
