import type { OpenAI } from 'openai';
import { Stream } from 'openai/core/streaming';

/** The part of a chunk of either API that holds text. */
interface Chunk {
  readonly choices?: readonly {
    readonly text?: string | null;
    readonly delta?: { readonly content?: string | null } | null;
  }[];
}

/**
 * The body of a response, as text. If it is a stream of events, calls `onText` with each piece of
 * the reply as it arrives. A server that ignores `stream` sends one JSON body, and `onText` is not
 * called.
 */
export async function readStreamedText(
  response: Response,
  client: OpenAI,
  onText: (piece: string) => void,
): Promise<string> {
  const isStream = response.headers.get('content-type')?.includes('event-stream') === true;
  if (!isStream || response.body === null) return response.text();
  const [pieces, whole] = response.body.tee();
  const [text] = await Promise.all([
    new Response(whole).text(),
    // A stream that breaks off, or carries an error, is reported by the reader of the whole body.
    emitPieces(new Response(pieces), client, onText).catch(() => undefined),
  ]);
  return text;
}

async function emitPieces(
  response: Response,
  client: OpenAI,
  onText: (piece: string) => void,
): Promise<void> {
  const chunks = Stream.fromSSEResponse<Chunk>(response, new AbortController(), client);
  for await (const { choices = [] } of chunks) {
    const [choice] = choices;
    const piece = choice?.delta?.content ?? choice?.text ?? '';
    if (piece !== '') onText(piece);
  }
}
