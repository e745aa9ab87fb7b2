import type { IncomingMessage, ServerResponse } from 'node:http';

/** What is sent for a request. */
export type Answer = (response: ServerResponse, request: IncomingMessage) => void | Promise<void>;

/** A short message as text. */
export function textAnswer(status: number, message: string): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(`${message}\n`);
  };
}

/** A value as JSON. */
export function jsonAnswer(value: unknown, status = 200): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(value));
  };
}

/** No such page, run or file. */
export const notFound: Answer = textAnswer(404, 'There is nothing at this address.');
