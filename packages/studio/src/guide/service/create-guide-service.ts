import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { parseJson } from '../../records/fields.ts';
import { jsonAnswer, notFound, textAnswer, type Answer } from '../../server/http/answer.ts';
import type { GuideService } from '../../server/studio-content.ts';
import type { Guide, NewRating } from '../session/open-guide.ts';
import type { Parameters } from '../session/records.ts';
import { exportRatings } from './export-ratings.ts';
import { viewGuide } from './view-guide.ts';

/** Options of `createGuideService`. */
export interface GuideServiceOptions {
  readonly guide: Guide;
  readonly notes: readonly string[];
  /** Called when a round has accepted new parameters. */
  readonly onAccepted?: (parameters: Parameters) => Promise<void>;
}

const MAX_BODY_BYTES = 64 * 1024;
const rater = z.string().trim().min(1).max(60);
const comment = z.string().max(2000).optional();

const ratingSchema: z.ZodType<NewRating> = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('pair'),
    rater,
    pair: z.string(),
    verdict: z.enum(['left', 'right', 'tie', 'both-bad', 'skip']),
    comment,
  }),
  z.strictObject({
    type: z.literal('hidden'),
    rater,
    input: z.number().int(),
    layer: z.number().int(),
    text: z.string(),
    verdict: z.enum(['good', 'bad']),
    comment,
  }),
]);
const raterSchema = z.strictObject({ rater });

/**
 * Answers the requests of the guide's page, below `/api/guide`:
 *
 * | request | what happens |
 * |---|---|
 * | `GET ?rater=NAME` | the `GuideView` of a rater |
 * | `GET /export` | the session as a dataset, one `{ input, target }` a line |
 * | `POST /start` | begins to make the next round; the view says when it is there |
 * | `POST /rate` | writes a rating |
 * | `POST /undo` | takes back the rater's last rating |
 * | `POST /end` | ends the round |
 *
 * Each POST answers with the view of the rater.
 */
export function createGuideService(options: GuideServiceOptions): GuideService {
  const { guide, notes, onAccepted } = options;
  let isBusy = false;
  let problem: string | null = null;
  const view = (name: string): Answer =>
    jsonAnswer(viewGuide(guide.state(), { rater: name, isBusy, problem, notes }));
  const start = (): void => {
    if (isBusy) return;
    isBusy = true;
    problem = null;
    guide
      .startRound()
      .catch((error: unknown) => {
        problem = messageOf(error);
      })
      .finally(() => {
        isBusy = false;
      });
  };
  const end = async (): Promise<void> => {
    const { accepted } = await guide.endRound();
    if (accepted !== null) await onAccepted?.(guide.state().current.parameters);
  };
  return {
    route: async (request, path) => {
      const [action, ...more] = path;
      if (more.length > 0) return notFound;
      if (request.method !== 'POST') {
        if (action === 'export') return exportAnswer(guide);
        const name = rater.safeParse(
          new URL(request.url ?? '', 'http://studio').searchParams.get('rater'),
        );
        if (action !== undefined) return notFound;
        return name.success
          ? view(name.data)
          : textAnswer(400, 'The name of the rater is missing.');
      }
      if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
        return textAnswer(415, 'Send JSON.');
      const body = await readBody(request);
      if (body === undefined) return textAnswer(413, 'The rating is too long.');
      try {
        if (action === 'rate') {
          const rating = ratingSchema.safeParse(body);
          if (!rating.success) return textAnswer(400, 'This is not a rating.');
          await guide.rate(rating.data);
          return view(rating.data.rater);
        }
        const given = raterSchema.safeParse(body);
        if (!given.success) return textAnswer(400, 'The name of the rater is missing.');
        if (action === 'undo') await guide.undo(given.data.rater);
        else if (action === 'start') start();
        else if (action === 'end') await end();
        else return notFound;
        return view(given.data.rater);
      } catch (error) {
        if (error instanceof Error && error.name === 'GuideError')
          return textAnswer(409, error.message);
        throw error;
      }
    },
  };
}

function exportAnswer(guide: Guide): Answer {
  return (response) => {
    response.writeHead(200, {
      'content-type': 'application/x-ndjson',
      'content-disposition': 'attachment; filename="ratings-dataset.jsonl"',
    });
    response.end(
      exportRatings(guide.state())
        .map((example) => `${JSON.stringify(example)}\n`)
        .join(''),
    );
  };
}

/** Undefined if it is longer than a rating can be. */
async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return parseJson(Buffer.concat(chunks).toString()) ?? null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
