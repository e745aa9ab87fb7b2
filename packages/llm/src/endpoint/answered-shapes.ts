import type { EndpointRequest } from './endpoint.ts';

/**
 * Kinds of requests that a server has answered: the same model, the same fields, whatever the
 * prompt.
 */
export interface AnsweredShapes {
  add(request: Pick<EndpointRequest<unknown>, 'path' | 'body'>): void;
  has(request: Pick<EndpointRequest<unknown>, 'path' | 'body'>): boolean;
}

/** No kind yet. */
export function createAnsweredShapes(): AnsweredShapes {
  const shapes = new Set<string>();
  return {
    add: (request) => void shapes.add(shapeOf(request)),
    has: (request) => shapes.has(shapeOf(request)),
  };
}

function shapeOf({ path, body }: Pick<EndpointRequest<unknown>, 'path' | 'body'>): string {
  return [path, body['model'], ...Object.keys(body).toSorted()].join(' ');
}
