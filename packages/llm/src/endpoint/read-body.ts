import { mergeEvents, readEvents } from './event-stream.ts';

/**
 * The JSON of a reply's body, whatever content type the server gave it. A stream of events that is
 * complete becomes the reply that it spells; other text, such as a proxy's page, stays text; an
 * empty body is undefined.
 *
 * @throws SyntaxError if the body begins as JSON but is invalid, or is an incomplete stream
 */
export function readBody(text: string): unknown {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') return undefined;
  if (/^(?:data|event|id|retry)?:/.test(trimmed)) return mergeEvents(readEvents(trimmed));
  if (/^[[{"]/.test(trimmed)) return JSON.parse(trimmed);
  try {
    return JSON.parse(trimmed);
  } catch {
    return text;
  }
}
