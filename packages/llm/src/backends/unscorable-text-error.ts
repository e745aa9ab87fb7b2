import type { ScoreTextRequest } from '../language-model.ts';
import { promptText } from '../prompts/prompt.ts';

/** A text whose log-probability cannot be told, though the model can score others. */
export class UnscorableTextError extends Error {
  override readonly name = 'UnscorableTextError';
  readonly userFacing = true;
  readonly context: string;
  readonly continuation: string;

  constructor({
    request,
    reason,
  }: {
    readonly request: ScoreTextRequest;
    /** A sentence: why, and what would have worked. */
    readonly reason: string;
  }) {
    super(
      `Cannot score ${shorten(request.continuation)} after ${shorten(promptText(request.context))}: ${reason}`,
    );
    this.context = promptText(request.context);
    this.continuation = request.continuation;
  }
}

/** The end of a text, quoted, short enough for a message. */
function shorten(text: string): string {
  return JSON.stringify(text.length > 60 ? `…${text.slice(-60)}` : text);
}
