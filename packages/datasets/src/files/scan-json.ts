/** The result of `scanJson`. */
export interface ScannedJson {
  /** The text with each number replaced by a string of its characters: `1.0` becomes `"1.0"`. */
  readonly text: string;
  /** A key that occurs twice in one object. */
  readonly repeatedKey: string | undefined;
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}]/gs;

/**
 * Scans valid JSON for what `JSON.parse` silently drops: digits that JavaScript numbers cannot
 * hold, and all but the last value of a duplicate key.
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
