import { z } from 'zod';
import { jsonAnswer, notFound, textAnswer, type Answer } from '../../server/http/answer.ts';
import { readJsonBody } from '../../server/http/read-json-body.ts';
import type { GuideService } from '../../server/studio-content.ts';
import type { Guide, NewRating, SeenRound } from '../session/guide.ts';
import { GuideError } from '../session/guide-error.ts';
import type { Parameters } from '../session/records.ts';
import { MOST_COMMENT, MOST_NAME } from './guide-view.ts';
import { exportRatings, formatExamples, NOTHING_TO_EXPORT } from './export-ratings.ts';
import { viewGuide } from './view-guide.ts';

/** Options of `createGuideService`. */
export interface GuideServiceOptions {
  readonly guide: Guide;
  readonly notes: readonly string[];
  /** Called when a round has accepted new parameters. */
  readonly onAccepted?: (parameters: Parameters) => Promise<void>;
}

const rater = z
  .string('The name of the rater is missing.')
  .trim()
  .min(1, 'The name of the rater is missing.')
  .max(MOST_NAME, `The name of a rater has at most ${MOST_NAME} characters.`);
const round = z.int();
const comment = z
  .string()
  .max(MOST_COMMENT, `A comment has at most ${MOST_COMMENT} characters.`)
  .optional();

const ratingSchema: z.ZodType<NewRating> = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('pair'),
    rater,
    round,
    pair: z.string(),
    verdict: z.enum(['left', 'right', 'tie', 'both-bad', 'skip']),
    comment,
  }),
  z.strictObject({
    type: z.literal('hidden'),
    rater,
    round,
    input: z.number().int(),
    layer: z.number().int(),
    text: z.string(),
    verdict: z.enum(['good', 'bad']),
    comment,
  }),
]);
const raterSchema = z.strictObject({ rater });
const seenSchema = z.strictObject({ rater, round });
const inputsSchema = z.strictObject({ rater, inputs: z.array(z.string().trim().min(1)).min(1) });

/**
 * Answers the requests of the guide's page, below `/api/guide`:
 *
 * | request | what happens |
 * |---|---|
 * | `GET ?rater=NAME` | the `GuideView` of a rater |
 * | `GET /export` | the session as a dataset, one `{ input, target }` a line |
 * | `POST /inputs` | adds inputs |
 * | `POST /start` | begins to make the next round; the view says when it is there |
 * | `POST /rate` | writes a rating |
 * | `POST /undo` | takes back the rater's last rating |
 * | `POST /end` | ends the round |
 *
 * Each POST answers with the view of the rater. `rate`, `undo` and `end` name the round that the
 * rater saw, and are refused if another one is open.
 */
export function createGuideService(options: GuideServiceOptions): GuideService {
  const { guide, notes, onAccepted } = options;
  let isBusy = false;
  let problem: string | null = null;
  const view = async (name: string): Promise<Answer> => {
    const state = guide.state();
    const estimate = state.open || isBusy ? null : ((await guide.estimate()) ?? null);
    return jsonAnswer(viewGuide(state, { rater: name, isBusy, problem, notes, estimate }));
  };
  const start = (): void => {
    if (isBusy) return;
    if (guide.state().open) throw new GuideError('round-open', 'A round is open. End it first.');
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
  const end = async (seen: SeenRound): Promise<void> => {
    const { accepted } = await guide.endRound(seen);
    if (accepted !== null) await onAccepted?.(guide.state().current.parameters);
  };
  const act = async (action: string | undefined, body: unknown): Promise<Answer> => {
    if (action === 'rate') {
      const rating = ratingSchema.safeParse(body);
      if (!rating.success) return refusal(rating.error, 'This is not a rating.');
      await guide.rate(rating.data);
      return view(rating.data.rater);
    }
    if (action === 'inputs') {
      const given = inputsSchema.safeParse(body);
      if (!given.success) return textAnswer(400, 'Send { "rater": "…", "inputs": ["…"] }.');
      await guide.addInputs(given.data.inputs);
      return view(given.data.rater);
    }
    if (action === 'start') {
      const given = raterSchema.safeParse(body);
      if (!given.success) return refusal(given.error, 'Send { "rater": "…" }.');
      start();
      return view(given.data.rater);
    }
    if (action !== 'undo' && action !== 'end') return notFound;
    const given = seenSchema.safeParse(body);
    if (!given.success) return refusal(given.error, 'Send { "rater": "…", "round": 0 }.');
    if (action === 'undo') await guide.undo(given.data.rater, given.data);
    else await end(given.data);
    return view(given.data.rater);
  };
  return {
    route: async (request, path) => {
      const [action, ...more] = path;
      if (more.length > 0) return notFound;
      if (request.method !== 'POST') {
        if (action === 'export') return exportAnswer(guide);
        if (action !== undefined) return notFound;
        const name = rater.safeParse(
          new URL(request.url ?? '', 'http://studio').searchParams.get('rater'),
        );
        return name.success
          ? view(name.data)
          : refusal(name.error, 'The name of the rater is missing.');
      }
      const body = await readJsonBody(request, action === 'inputs' ? MOST_INPUT_BYTES : undefined);
      if (body.refusal) return textAnswer(...body.refusal);
      try {
        return await act(action, body.value);
      } catch (error) {
        if (error instanceof GuideError) return textAnswer(409, error.message);
        throw error;
      }
    },
  };
}

/** Pasted inputs may be longer than ratings. */
const MOST_INPUT_BYTES = 4 * 1024 * 1024;

function exportAnswer(guide: Guide): Answer {
  const examples = exportRatings(guide.state());
  if (examples.length === 0) return textAnswer(409, NOTHING_TO_EXPORT);
  return (response) => {
    response.writeHead(200, {
      'content-type': 'application/x-ndjson',
      'content-disposition': 'attachment; filename="ratings-dataset.jsonl"',
    });
    response.end(formatExamples(examples));
  };
}

/** What is wrong with a field that somebody filled in, or what to send. */
function refusal({ issues }: z.ZodError, usual: string): Answer {
  const told = issues.find(({ code, path }) => code === 'too_big' || path.at(-1) === 'rater');
  return textAnswer(400, told?.message ?? usual);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
