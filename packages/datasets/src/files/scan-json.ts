/** What a scan of a JSON text finds. */
export interface ScannedJson {
  /** The text with each number as a string of its characters: `1.0` becomes `"1.0"`. */
  readonly text: string;
  /** A key that one object has twice. */
  readonly repeatedKey: string | undefined;
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}]/gs;

/**
 * Scans valid JSON for what `JSON.parse` drops without an error: the digits of numbers that JavaScript cannot hold, and all but the last
 * value of a key that is repeated.
 */
export function scanJson(json: string): ScannedJson {
  const open: Set<string>[] = [];
  let repeatedKey: string | undefined;
  const text = json.replace(TOKEN, (token, colon: string | undefined) => {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (!token.startsWith('"')) return `"${token}"`;
    else if (colon !== undefined) {
      const key = String(JSON.parse(token.slice(0, -colon.length)));
      const keys = open.at(-1);
      if (keys?.has(key)) repeatedKey ??= key;
      keys?.add(key);
    }
    return token;
  });
  return { text, repeatedKey };
}
