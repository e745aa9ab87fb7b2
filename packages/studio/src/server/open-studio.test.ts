import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RUN_FILES } from '../contract.ts';
import { openTestStudio, token, type TestStudio } from './studio.fixture.ts';

const log = '{"type":"iteration","iteration":0,"devAccuracy":0.5}\n{"type":"interrupted"}\n';
let server: TestStudio;
let id = '';
let host = '';

beforeEach(async () => {
  server = await openTestStudio({ secrets: ['sk-live-123456'] });
  host = `127.0.0.1:${server.studio.port}`;
  const run = join(server.runs, 'navigate-1');
  await mkdir(run);
  await writeFile(
    join(run, 'config.json'),
    JSON.stringify({
      configuration: { dataset: 'navigate', preset: 'standard', layers: 2, iters: 10 },
      findings: { served: 'toy' },
    }),
  );
  await writeFile(join(run, 'events.jsonl'), log);
  await writeFile(join(server.runs, 'secret.json'), 'outside');
  const { body } = await server.ask('/api/runs');
  id = (JSON.parse(body) as { runs: { id: string }[] }).runs[0]?.id ?? '';
});
afterEach(() => server[Symbol.asyncDispose]());

it('lists runs with their figures', async () => {
  const { body, headers } = await server.ask('/api/runs');
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  expect(JSON.parse(body)).toMatchObject({
    runs: [
      {
        id,
        name: 'navigate-1',
        kind: 'run',
        status: 'stopped',
        dataset: 'navigate',
        preset: 'standard',
        models: ['toy'],
        layers: 2,
        steps: 0,
        plannedSteps: 10,
        devAccuracy: null,
      },
    ],
    guide: false,
  });
});

it('sends a file, a range of it, its head, and the size for a range that is not in it', async () => {
  const path = `/api/runs/${id}/files/events.jsonl`;
  expect((await server.ask(path)).body).toBe(log);
  const part = await server.ask(path, { headers: { range: 'bytes=1-6' } });
  expect([part.status, part.body, part.headers['content-range']]).toEqual([
    206,
    '"type"',
    `bytes 1-6/${log.length}`,
  ]);
  const head = await server.ask(path, { method: 'HEAD' });
  expect([head.status, head.body, head.headers['content-length']]).toEqual([
    200,
    '',
    String(log.length),
  ]);
  const none = await server.ask(path, { headers: { range: 'bytes=999-' } });
  expect([none.status, none.headers['content-range']]).toEqual([416, `bytes */${log.length}`]);
});

it('sends no secret, also if a range or a chunk cuts it', async () => {
  const before = 'x'.repeat(256 * 1024 - 3);
  await writeFile(join(server.runs, 'navigate-1', 'events.jsonl'), `${before}sk-live-123456 end`);
  const path = `/api/runs/${id}/files/events.jsonl`;
  const { body } = await server.ask(path);
  expect(body).toBe(`${before}************** end`);
  const from = before.length + 3;
  const part = await server.ask(path, { headers: { range: `bytes=${from}-${from + 3}` } });
  expect(part.body).toBe('****');
});

it('sends the page with a policy that allows no inline script and no frame', async () => {
  const { status, headers, body } = await server.ask('/');
  expect([status, body]).toEqual([200, '<!doctype html><title>Studio</title>']);
  const policy = headers['content-security-policy'];
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  expect(headers['x-frame-options']).toBe('DENY');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect((await server.ask('/page.js')).headers['content-type']).toContain('text/javascript');
});

describe('other sites', () => {
  it.each([
    ['a foreign name that was pointed here', { host: 'evil.example' }],
    ['the right name with another port', { host: '127.0.0.1:1' }],
    ['a foreign origin', { origin: 'http://evil.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a cross-site request', { 'sec-fetch-site': 'cross-site' }],
    ['a same-site request', { 'sec-fetch-site': 'same-site' }],
  ])('are refused: %s', async (_, headers) => {
    for (const path of ['/', '/api/runs', `/api/runs/${id}/stream`, '/api/session']) {
      const { status, body } = await server.ask(path, { headers });
      expect([400, 403]).toContain(status);
      expect(body).not.toContain('navigate');
    }
  });

  it.each([
    ['two hosts', `GET /api/runs HTTP/1.1\r\nHost: HOST\r\nHost: HOST\r\n\r\n`],
    ['no host', 'GET /api/runs HTTP/1.0\r\n\r\n'],
    ['an empty host', 'GET /api/runs HTTP/1.1\r\nHost: \r\n\r\n'],
  ])('are refused with %s', async (_, request) => {
    const socket = connect(server.studio.port, '127.0.0.1');
    socket.end(request.replaceAll('HOST', host));
    let reply = '';
    for await (const chunk of socket) reply += String(chunk);
    expect(reply).toMatch(/^HTTP\/1.1 (400|403) /);
    expect(reply).not.toContain('navigate');
  });

  it('are told apart from the page itself', async () => {
    const headers = { origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
    expect((await server.ask('/api/runs', { headers })).status).toBe(200);
    const localhost = { host: `localhost:${server.studio.port}`, 'sec-fetch-site': 'none' };
    expect((await server.ask('/', { headers: localhost })).status).toBe(200);
  });
});

describe('paths', () => {
  it.each([
    '/../secret.json',
    '/..%2fsecret.json',
    '/page.js/../../runs/secret.json',
    '/api/runs/..',
    '/api/runs/%2e%2e/files/config.json',
    '/api/runs/ID/files/..%2f..%2fsecret.json',
    '/api/runs/ID/files/../../secret.json',
    '/api/runs/ID/files/replies.sqlite',
    '/api/runs/ID/files/lock',
    '/api/runs/ID/files/config.json/x',
    '/api/runs/ID/files/config.json%00',
    '/api/runs/ID/files/',
    '/api/runs/ID/stream/x',
    '/api/runs/%ff',
    '/api/',
    '/favicon.ico',
  ])('out of the run folders find nothing: %s', async (path) => {
    const { status, body } = await server.ask(path.replace('ID', id));
    expect([status, body]).toEqual([404, 'There is nothing at this address.\n']);
  });

  it.each(['//evil.example/', 'http://evil.example/', '*'])('refuse %s', async (path) => {
    expect((await server.ask(path)).status).toBe(400);
  });

  it('do not follow a link in a run directory', async () => {
    await symlink(
      join(server.runs, 'secret.json'),
      join(server.runs, 'navigate-1', 'network.json'),
    );
    const { status } = await server.ask(`/api/runs/${id}/files/network.json`);
    expect(status).toBe(404);
    const { body } = await server.ask(`/api/runs/${id}`);
    expect(body).not.toContain('network.json');
  });

  it('find a file by its name only if it is one of a run', () => {
    expect(RUN_FILES.filter((name) => /sqlite|lock|\//.test(name))).toEqual([]);
  });
});

describe('the token', () => {
  it('moves from the printed link into a cookie, and from there to the page', async () => {
    const link = await server.ask(`/?token=${token}`);
    expect([link.status, link.headers.location]).toEqual([303, '/']);
    const [cookie = ''] = link.headers['set-cookie'] ?? [];
    expect(cookie).toBe(
      `dln-studio-${server.studio.port}=${token}; Path=/; HttpOnly; SameSite=Strict`,
    );
    const session = await server.ask('/api/session', {
      headers: { cookie: cookie.split(';')[0] ?? '' },
    });
    expect(JSON.parse(session.body)).toEqual({ token });
  });

  it('is not given to a page without it', async () => {
    expect((await server.ask('/api/session')).status).toBe(401);
    expect((await server.ask('/?token=wrong')).status).toBe(401);
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('or not, nothing takes %s', async (method) => {
    const headers = { 'x-dln-token': token };
    expect((await server.ask('/api/runs', { method, headers })).status).toBe(405);
  });
});

it('asks for the token for every record if a foreign name is allowed', async () => {
  await using open = await openTestStudio({ allowedHosts: ['studio.example'] });
  const headers = { host: 'studio.example' };
  expect((await open.ask('/', { headers })).status).toBe(200);
  expect((await open.ask('/api/runs', { headers })).status).toBe(401);
  expect((await open.ask('/api/runs')).status).toBe(401);
  const shown = { ...headers, cookie: `dln-studio-${open.studio.port}=${token}` };
  expect((await open.ask('/api/runs', { headers: shown })).status).toBe(200);
});

it('says which port is in use', async () => {
  const { port } = server.studio;
  await expect(openTestStudio({ port })).rejects.toThrow(
    `Port ${port} of 127.0.0.1 is in use. Choose another one.`,
  );
});

it('says that the page has not been built', async () => {
  await expect(openTestStudio({ pageFolder: '/nowhere' })).rejects.toThrow(
    'The page of the studio is missing in /nowhere. Build @dln/studio, or install it again.',
  );
});
