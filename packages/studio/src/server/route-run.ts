import type { IncomingMessage } from 'node:http';
import { RUN_FILES, type RunFileName } from '../contract.ts';
import type { FoundRun } from './files/find-runs.ts';
import { openRunFile } from './files/open-run-file.ts';
import { jsonAnswer, notFound, textAnswer, type Answer } from './http/answer.ts';
import { sendFileRange } from './http/send-file-range.ts';
import { followRun } from './stream/follow-run.ts';
import { parseOffset } from './stream/format-event.ts';
import { sendStream } from './stream/send-stream.ts';
import type { StudioContent } from './studio-content.ts';

/** Finds the answer to a request for a run: its entry, a file of it, or its stream. */
export async function routeRun(
  request: IncomingMessage,
  content: StudioContent,
  { id, path, url }: { readonly id: string; readonly path: readonly string[]; readonly url: URL },
): Promise<Answer> {
  const run = await content.catalogue.find(id);
  if (!run) return notFound;
  const [what, name, ...more] = path;
  if (more.length > 0) return notFound;
  if (what === 'files') return isRunFile(name) ? fileAnswer(run, name, content) : notFound;
  if (name !== undefined) return notFound;
  const entry = await content.entries.read(run);
  if (!entry) return notFound;
  if (what === undefined) return jsonAnswer(entry);
  if (what !== 'stream') return notFound;
  const last = request.headers['last-event-id'];
  const from = parseOffset(Array.isArray(last) ? last.at(-1) : last, url.searchParams.get('from'));
  return from === undefined
    ? textAnswer(400, 'The offset is not a number of bytes.')
    : streamAnswer(run, from, content);
}

function fileAnswer(run: FoundRun, name: RunFileName, { secrets }: StudioContent): Answer {
  return async (response, request) => {
    await using file = await openRunFile(run, name);
    if (!file) {
      await notFound(response, request);
      return;
    }
    const type = name.endsWith('.jsonl') ? 'application/x-ndjson' : 'application/json';
    await sendFileRange(request, response, { file, type, secrets });
  };
}

function streamAnswer(
  run: FoundRun,
  from: number,
  { entries, secrets, pollInMs, signal }: StudioContent,
): Answer {
  return async (response) => {
    const left = new AbortController();
    response.once('close', () => left.abort());
    const ends = AbortSignal.any([left.signal, signal]);
    const events = followRun(run, { from, entries, secrets, pollInMs, signal: ends });
    await sendStream(response, events);
  };
}

function isRunFile(name: string | undefined): name is RunFileName {
  return RUN_FILES.some((known) => known === name);
}
