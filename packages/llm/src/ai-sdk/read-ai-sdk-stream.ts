import { createStopCutter } from '../streaming/create-stop-cutter.ts';

/** The parts of a stream of the AI SDK that are read. Others are skipped. */
interface StreamPart {
  readonly type: string;
  readonly delta?: string;
  readonly finishReason?: unknown;
  readonly usage?: unknown;
  readonly warnings?: unknown;
  readonly error?: unknown;
}

/**
 * Joins a stream of `doStream` to what `doGenerate` would have given.
 *
 * @param onText called with each piece of the text, up to a stop text
 * @returns undefined if the stream ends before any text and without an end of the reply, as with a
 *   server that ignores `stream`
 * @throws the error that the stream carries
 */
export async function readAiSdkStream(
  stream: AsyncIterable<unknown>,
  stop: readonly string[],
  onText: (piece: string) => void,
): Promise<object | undefined> {
  const cutter = createStopCutter(stop);
  let text = '';
  let finishReason: unknown;
  let usage: unknown;
  let warnings: unknown;
  for await (const value of stream) {
    const part = value as StreamPart;
    if (part.type === 'error') {
      if (text === '' && isWithoutEnd(part.error)) return undefined;
      throw part.error;
    }
    if (part.type === 'stream-start') ({ warnings } = part);
    if (part.type === 'finish') ({ finishReason, usage } = part);
    if (part.type !== 'text-delta' || typeof part.delta !== 'string') continue;
    text += part.delta;
    const piece = cutter.push(part.delta);
    if (piece !== '') onText(piece);
  }
  return { content: [{ type: 'text', text }], finishReason, usage, warnings };
}

/** The error of the SDK's providers for a body without a single event. */
function isWithoutEnd(error: unknown): boolean {
  return error instanceof Error && error.name === 'AI_InvalidResponseDataError';
}
