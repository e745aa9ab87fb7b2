import type { IncomingMessage } from 'node:http';
import type { RunList } from '../contract.ts';
import { jsonAnswer, notFound, textAnswer, type Answer } from './http/answer.ts';
import { checkRequest, type RequestAim } from './network/check-request.ts';
import { routeRun } from './route-run.ts';
import type { StudioContent } from './studio-content.ts';
import { tokenLinkAnswer } from './token-link.ts';

/** Checks a request and finds its answer. */
export async function routeRequest(
  request: IncomingMessage,
  content: StudioContent,
): Promise<Answer> {
  const url = parseTarget(request.url);
  if (!url) return textAnswer(400, 'This is not a path of the studio.');
  const path = url.pathname.split('/').slice(1);
  const { method = 'GET', rawHeaders } = request;
  const refusal = checkRequest({ method, rawHeaders }, aimOf(path, method), content.policy);
  if (refusal) return textAnswer(refusal.status, refusal.message);
  const [first, second, ...rest] = path;
  if (first !== 'api') return pageAnswer(url, content);
  const [id, ...inRun] = rest;
  switch (second) {
    case 'session':
      return rest.length === 0 ? jsonAnswer({ token: content.policy.token }) : notFound;
    case 'guide':
      return content.guide ? content.guide.route(request, rest) : notFound;
    case 'runs':
      return id === undefined
        ? jsonAnswer(await listRuns(content))
        : routeRun(request, content, { id, path: inRun, url });
    default:
      return notFound;
  }
}

function aimOf([first, second]: readonly string[], method: string): RequestAim {
  if (first !== 'api') return 'page';
  if (second === 'session') return 'session';
  // What the guide shows and what it does both need the token.
  if (second === 'guide') return method === 'POST' ? 'write' : 'session';
  return 'read';
}

/** Undefined for a target that is not a plain path, such as that of a proxy request. */
function parseTarget(target = ''): URL | undefined {
  if (!target.startsWith('/') || target.startsWith('//')) return undefined;
  return URL.parse(target, 'http://studio') ?? undefined;
}

function pageAnswer(url: URL, { page, policy }: StudioContent): Answer {
  const token = url.searchParams.get('token');
  if (url.pathname === '/' && token !== null) return tokenLinkAnswer(token, policy);
  const file = page.get(url.pathname);
  if (!file) return notFound;
  return (response, { method }) => {
    response.writeHead(200, { 'content-type': file.type, 'content-length': file.bytes.length });
    response.end(method === 'HEAD' ? undefined : file.bytes);
  };
}

async function listRuns({ catalogue, now, guide }: StudioContent): Promise<RunList> {
  return { runs: await catalogue.list(), now: now(), guide: guide !== undefined };
}
