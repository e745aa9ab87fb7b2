/** A part of a streamed text: a piece of it, or the result at its end. */
export type TextStreamPart<Result> =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'end'; readonly result: Result };

/** Options of `streamPieces`. */
export interface StreamPiecesOptions<Result> {
  /** Makes the text, and emits its pieces as they come. */
  readonly produce: (emit: (piece: string) => void, signal: AbortSignal) => Promise<Result>;
  /** The whole text of the result. What was not emitted of it is the last piece. */
  readonly textOf: (result: Result) => string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The pieces of a text as an iterable, and the result after them. A reader that stops early aborts
 * the producer. An error of the producer is thrown after the pieces that came before it.
 */
export async function* streamPieces<Result>({
  produce,
  textOf,
  signal,
}: StreamPiecesOptions<Result>): AsyncGenerator<TextStreamPart<Result>, void, undefined> {
  const stopping = new AbortController();
  const ends = signal ? AbortSignal.any([signal, stopping.signal]) : stopping.signal;
  let waiting: string[] = [];
  let emitted = '';
  let wake = Promise.withResolvers<undefined>();
  const state = { isOpen: true };
  const emit = (piece: string): void => {
    if (piece === '') return;
    emitted += piece;
    waiting.push(piece);
    wake.resolve(undefined);
  };
  const producing = produce(emit, ends);
  const close = (): void => {
    state.isOpen = false;
    wake.resolve(undefined);
  };
  producing.then(close, close);
  try {
    while (state.isOpen || waiting.length > 0) {
      await wake.promise;
      wake = Promise.withResolvers<undefined>();
      const pieces = waiting;
      waiting = [];
      for (const text of pieces) yield { type: 'text', text };
    }
    const result = await producing;
    const whole = textOf(result);
    if (whole.startsWith(emitted) && whole.length > emitted.length)
      yield { type: 'text', text: whole.slice(emitted.length) };
    yield { type: 'end', result };
  } finally {
    stopping.abort();
  }
}
