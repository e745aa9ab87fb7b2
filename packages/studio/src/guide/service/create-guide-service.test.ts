import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestStudio, token, type Reply, type TestStudio } from '../../server/studio.fixture.ts';
import { createLevels, level, qualityOf } from '../models/levels.fixture.ts';
import type { Guide } from '../session/guide.ts';
import { openGuide } from '../session/open-guide.ts';
import type { Parameters } from '../session/records.ts';
import { createGuideService } from './create-guide-service.ts';
import type { GuideView } from './guide-view.ts';

let directory = '';
let guide: Guide;
let server: TestStudio;
let accepted: Parameters[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dln-guide-service-'));
  accepted = [];
  guide = await openGuide({
    directory,
    models: createLevels({ depth: 2 }),
    start: {
      inputs: Array.from({ length: 24 }, (_, at) => ({ text: `input ${at}`, target: null })),
      parameters: [level(1), level(1)],
      seed: 7,
    },
    now: () => 1000,
  });
  server = await openTestStudio({
    guide: createGuideService({
      guide,
      notes: ['a note'],
      onAccepted: async (parameters) => void accepted.push(parameters),
    }),
  });
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await guide[Symbol.asyncDispose]();
  await rm(directory, { recursive: true });
});

const get = (path = '?rater=ann'): Promise<Reply> =>
  server.ask(`/api/guide${path}`, { headers: { 'x-dln-token': token } });
const post = (action: string, body: object, headers: Record<string, string> = {}): Promise<Reply> =>
  server.ask(`/api/guide/${action}`, {
    method: 'POST',
    headers: { 'x-dln-token': token, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const viewOf = ({ body }: Reply): GuideView => JSON.parse(body) as GuideView;

async function startRound(): Promise<GuideView> {
  await post('start', { rater: 'ann' });
  for (;;) {
    const view = viewOf(await get());
    if (!view.isBusy) return view;
  }
}

it('plays a round from start to end over HTTP, blind until the rater has finished', async () => {
  expect(viewOf(await get())).toMatchObject({
    round: null,
    pair: null,
    inputs: { proposing: 12, heldBack: 12 },
    estimate: { requests: 244, tokens: 2440, cap: null },
    exportable: 0,
    notes: ['a note'],
  });
  let view = await startRound();
  while (view.pair) {
    expect(view.candidates).toBeNull();
    expect(Object.keys(view.pair).toSorted()).toEqual(['id', 'input', 'left', 'right', 'text']);
    expect(Object.keys(view.pair.left).toSorted()).toEqual(['hiddenTexts', 'output']);
    const { id: pair, left, right } = view.pair;
    const verdict = qualityOf(left.output) > qualityOf(right.output) ? 'left' : 'right';
    view = viewOf(await post('rate', { type: 'pair', rater: 'ann', round: 0, pair, verdict }));
  }
  expect(view.candidates?.[0]?.status).toBe('accepted');
  view = viewOf(await post('end', { rater: 'ann', round: 0 }));
  expect(view.round).toBeNull();
  expect(view.ended).toMatchObject([{ round: 0, accepted: view.parameters }]);
  expect(accepted).toEqual([view.parameters]);
  const lines = (await get('/export')).body.trim().split('\n');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ input: expect.stringMatching(/^input/) });
});

it('takes a hidden text, a comment and an undo', async () => {
  const { pair } = await startRound();
  const { input = 0, left } = pair ?? {};
  const text = left?.hiddenTexts[0]?.text ?? '';
  const rating = { type: 'hidden', rater: 'ann', round: 0, input, layer: 0, text, verdict: 'good' };
  const rated = viewOf(await post('rate', { ...rating, comment: 'clear' }));
  expect(rated.pair?.left.hiddenTexts).toEqual([{ text, verdict: 'good' }]);
  expect(viewOf(await get('?rater=bob')).pair?.left.hiddenTexts).not.toContainEqual(
    expect.objectContaining({ verdict: 'good' }),
  );
  expect(guide.state().hiddenRatings).toMatchObject([{ text, verdict: 'good', comment: 'clear' }]);
  const undone = viewOf(await post('undo', { rater: 'ann', round: 0 }));
  expect(undone.pair?.left.hiddenTexts).toEqual([{ text, verdict: null }]);
  expect(guide.state().hiddenRatings).toEqual([]);
});

it.each([
  ['rate', { type: 'pair', pair: 'p0', verdict: 'left' }],
  ['undo', {}],
  ['end', {}],
])('refuses to %s in a round that another rater has ended', async (action, body) => {
  await startRound();
  await post('end', { rater: 'bob', round: 0 });
  await startRound();
  const refused = await post(action, { ...body, rater: 'ann', round: 0 });
  expect([refused.status, refused.body.trim()]).toEqual([
    409,
    'Round 1 has ended, and nothing was written. Round 2 is open.',
  ]);
  expect(guide.state().pairRatings).toEqual([]);
  expect(guide.state().open?.round).toBe(1);
});

it.each([
  [{ rater: 'x'.repeat(61) }, 'The name of a rater has at most 60 characters.'],
  [{ rater: ' ' }, 'The name of the rater is missing.'],
  [{ comment: 'x'.repeat(2001) }, 'A comment has at most 2000 characters.'],
  [{ verdict: 'best' }, 'This is not a rating.'],
])('names the field that is wrong: %#', async (wrong, message) => {
  const rating = { type: 'pair', rater: 'ann', round: 0, pair: 'p0', verdict: 'left', ...wrong };
  const refused = await post('rate', rating);
  expect([refused.status, refused.body.trim()]).toEqual([400, message]);
});

it('needs the token to look and to write, and takes nothing from other sites', async () => {
  expect((await server.ask('/api/guide?rater=ann')).status).toBe(401);
  expect((await post('start', { rater: 'ann' }, { 'x-dln-token': 'wrong' })).status).toBe(401);
  const cookie = `dln-studio-${server.studio.port}=${token}`;
  const withCookie = await post('start', { rater: 'ann' }, { 'x-dln-token': '', cookie });
  expect(withCookie.status).toBe(401);
  const foreign = await post('start', { rater: 'ann' }, { origin: 'http://evil.example' });
  expect(foreign.status).toBe(403);
  expect(viewOf(await get()).isBusy).toBe(false);
  expect(guide.state().rounds).toEqual([]);
});

it.each([
  [400, 'rate', { type: 'pair', rater: 'ann', pair: 'p0', verdict: 'best' }],
  [400, 'rate', { type: 'pair', rater: '', pair: 'p0', verdict: 'left' }],
  [400, 'start', {}],
  [404, 'delete', { rater: 'ann' }],
  [400, 'end', { rater: 'ann' }],
  [400, 'undo', { rater: 'ann' }],
  [409, 'end', { rater: 'ann', round: 0 }],
  [409, 'undo', { rater: 'ann', round: 0 }],
  [413, 'rate', { comment: 'x'.repeat(70_000) }],
])('answers %d to %s with %j', async (status, action, body) => {
  expect((await post(action, body)).status).toBe(status);
});

it('adds pasted inputs of several lines', async () => {
  const view = viewOf(await post('inputs', { rater: 'ann', inputs: ['one\ntwo', ' three '] }));
  expect(view.inputs).toEqual({ proposing: 13, heldBack: 13 });
  expect(
    guide
      .state()
      .started.inputs.slice(-2)
      .map(({ text }) => text),
  ).toContain('one\ntwo');
  expect((await post('inputs', { rater: 'ann', inputs: [' '] })).status).toBe(400);
});

it('refuses a start while a round is open, and shows no problem to other raters', async () => {
  await startRound();
  const refused = await post('start', { rater: 'bob' });
  expect([refused.status, refused.body.trim()]).toEqual([409, 'A round is open. End it first.']);
  expect(viewOf(await get()).problem).toBeNull();
});

it('answers a body that is not JSON with 400', async () => {
  const reply = await server.ask('/api/guide/rate', {
    method: 'POST',
    headers: { 'x-dln-token': token, 'content-type': 'application/json' },
    body: '{"type":',
  });
  expect([reply.status, reply.body.trim()]).toEqual([400, 'The body is not JSON.']);
});

it('says that there is nothing to export before the first rating', async () => {
  const reply = await get('/export');
  expect(reply.status).toBe(409);
  expect(reply.body).toContain('There is nothing to export');
});

it('takes JSON only', async () => {
  expect((await post('start', { rater: 'ann' }, { 'content-type': 'text/plain' })).status).toBe(
    415,
  );
});
