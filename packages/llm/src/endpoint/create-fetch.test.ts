import { expect, it } from 'vitest';

import { completionOf, sendJson, startTestServer } from '../testing/start-test-server.fixture.ts';
import { createEndpoint } from './create-endpoint.ts';

const redirectTo = (path: string, status: number) =>
  startTestServer((request, response) => {
    if (request.path.startsWith('/new')) sendJson(response, completionOf('hi'));
    else response.writeHead(status, { location: path }).end();
  });

const ask = (baseUrl: string) =>
  createEndpoint({ baseUrl, apiKey: 'EMPTY' }).post({
    path: '/completions',
    body: { prompt: 'x' },
    parse: (value) => value,
  });

it.each([301, 302, 303])(
  'does not follow %i with a POST, and names what to set',
  async (status) => {
    await using server = await redirectTo('/new/v1/completions', status);
    const origin = new URL(server.baseUrl).origin;
    await expect(ask(server.baseUrl)).rejects.toThrow(
      `${server.baseUrl} answered ${status}: it redirects to ${origin}/new/v1/completions. Set OPENAI_BASE_URL, or base_url in the connections file, to ${origin}/new/v1.`,
    );
    expect(server.received).toHaveLength(1);
  },
);

it.each([307, 308])('follows %i with the body', async (status) => {
  await using server = await redirectTo('/new/v1/completions', status);
  expect(await ask(server.baseUrl)).toMatchObject({ choices: [{ text: 'hi' }] });
  expect(server.received[1]?.body).toEqual({ prompt: 'x' });
});

it('tells a login page from an API', async () => {
  await using server = await redirectTo('/login?next=secret', 302);
  await expect(ask(server.baseUrl)).rejects.toThrow(
    /redirects to \S+\/login\. Check that OPENAI_BASE_URL.*a login/,
  );
});

it('gives up on a redirect that never ends', async () => {
  await using server = await redirectTo('/v1/completions', 307);
  await expect(ask(server.baseUrl)).rejects.toThrow('it redirects to');
  expect(server.received).toHaveLength(6);
});
