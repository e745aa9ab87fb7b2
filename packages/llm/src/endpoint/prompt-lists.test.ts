import { expect, it } from 'vitest';
import { type Answer, createPromptLists } from './prompt-lists.ts';

const { signal } = new AbortController();

/** A reply to a prompt, or to each prompt of a list. */
function reply(prompt: unknown): Answer {
  const choices = [prompt].flat().map((text, index) => ({ index, text }));
  return { value: { choices }, headers: new Headers() };
}

it('sends what was waiting before it reads a reply, so that the server works meanwhile (issue 14.16)', async () => {
  const events: string[] = [];
  const waiting = ['c', 'd'];
  const later: Promise<Answer>[] = [];
  const lists = createPromptLists({
    baseUrl: 'http://localhost/v1',
    exchange: async ({ body }, arrived) => {
      const name = [body['prompt']].flat().join('');
      events.push(`sent ${name}`);
      await arrived();
      events.push(`read ${name}`);
      return reply(body['prompt']);
    },
  });
  const send = async (prompt: string): Promise<Answer> =>
    lists.send({
      ...{ path: '/completions', body: { prompt }, signal, most: 4 },
      arrived: () => {
        const next = waiting.shift();
        if (next !== undefined) later.push(send(next));
      },
    });
  await Promise.all([send('a'), send('b')]);
  await Promise.all(later);
  expect(events).toEqual(['sent ab', 'sent cd', 'read ab', 'read cd']);
});
