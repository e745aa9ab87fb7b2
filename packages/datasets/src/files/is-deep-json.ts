/** Readers of JSON recurse at each level, and real data stays far below this depth. */
const MOST_LEVELS = 500;

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/gs;

/** Whether lists and objects lie in each other more than 500 levels deep. */
export function isDeepJson(text: string): boolean {
  let level = 0;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '[' || token === '{') level++;
    else if (token === ']' || token === '}') level--;
    if (level > MOST_LEVELS) return true;
  }
  return false;
}

/** The problem of such a text. */
export const DEEP_JSON: string = `nests lists or objects more than ${MOST_LEVELS} levels deep`;
