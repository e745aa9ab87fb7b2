import { expect, it } from 'vitest';

import { splitReply } from './split-reply.ts';

const choice = (index: number, text: string) => ({ index, text, finish_reason: 'stop' });

it('divides a usage by the lengths of the texts, and to the last token', () => {
  const replies = splitReply(
    {
      choices: [choice(1, 'two two two'), choice(0, 'one')],
      usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
    },
    { body: { max_tokens: 9 }, prompts: ['a', 'a longer one'] },
  );
  expect(replies).toEqual([
    {
      choices: [choice(0, 'one')],
      usage: {
        prompt_tokens: 1,
        completion_tokens: 1,
        prompt_tokens_details: { cached_tokens: 0 },
      },
    },
    {
      choices: [choice(1, 'two two two')],
      usage: {
        prompt_tokens: 9,
        completion_tokens: 4,
        prompt_tokens_details: { cached_tokens: 0 },
      },
    },
  ]);
});

it.each([
  ['too few choices', [choice(0, 'one')]],
  ['a choice twice', [choice(0, 'one'), choice(0, 'two')]],
  ['another number', [choice(0, 'one'), choice(2, 'two')]],
])('reads no reply with %s', (_, choices) => {
  expect(splitReply({ choices }, { body: {}, prompts: ['a', 'b'] })).toBeUndefined();
});
