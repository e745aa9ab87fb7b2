import type { ServerResponse } from 'node:http';
import type { ReplyFormat, ReplyHead } from './reply-format.ts';
import type { ServiceAnswer } from './service.ts';

/** Sends an answer as server-sent events, while it is made. */
export interface AnswerStream {
  /** Sends a piece of a choice's text. */
  readonly emit: (piece: string, choice: number) => void;
  /** Sends what is missing of the texts, the ends and, if wanted, the usage. */
  readonly finish: (answer: ServiceAnswer, includeUsage: boolean) => void;
}

/**
 * Opens a stream. Nothing is sent before the first piece, so that an error before it sets the
 * status of the response.
 */
export function openStream(
  response: ServerResponse,
  format: ReplyFormat,
  head: ReplyHead,
): AnswerStream {
  const emitted = new Map<number, string>();
  const send = (value: unknown): void => {
    if (!response.headersSent)
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'x-accel-buffering': 'no',
      });
    response.write(`data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`);
  };
  const open = (index: number): void => {
    if (emitted.has(index)) return;
    emitted.set(index, '');
    if (format.opening) send(format.opening(head, index));
  };
  const emit = (text: string, index: number): void => {
    open(index);
    if (text === '') return;
    emitted.set(index, `${emitted.get(index) ?? ''}${text}`);
    send(format.piece(head, { text, index }));
  };
  return {
    emit,
    finish: (answer, includeUsage) => {
      for (const [index, choice] of answer.choices.entries()) {
        open(index);
        const rest = choice.text.slice(emitted.get(index)?.length);
        const hasTokens = choice.tokens !== undefined;
        if (rest !== '' || hasTokens)
          send(format.piece(head, { text: rest, index, ...(hasTokens ? { choice } : {}) }));
        send(format.closing(head, index, choice));
      }
      if (includeUsage) send(format.usage(head, answer));
      send('[DONE]');
      response.end();
    },
  };
}
