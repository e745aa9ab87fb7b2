/** A text as JSON, or the reason that it is not JSON. */
export type ReadJson =
  | { readonly value: unknown; readonly problem?: undefined }
  | { readonly problem: string };

const FENCED = /^```(?:json)?[^\S\n]*\n([\s\S]*)\n[^\S\n]*```$/i;

/**
 * Reads a text that consists of JSON: alone, or in one fenced block of Markdown. Text before or
 * after the JSON makes it invalid.
 */
export function readJson(text: string): ReadJson {
  const trimmed = text.trim();
  const json = FENCED.exec(trimmed)?.[1] ?? trimmed;
  if (json.trim() === '') return { problem: 'The answer is empty.' };
  try {
    return { value: JSON.parse(json) as unknown };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: `The answer is not JSON: ${reason}.` };
  }
}
