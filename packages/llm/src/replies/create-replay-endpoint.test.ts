import { describe, expect, it } from 'vitest';

import { createChatModel } from '../backends/create-chat-model.ts';
import { createCompletionsModel } from '../backends/create-completions-model.ts';
import { createReplayEndpoint } from './create-replay-endpoint.ts';

const endpoint = createReplayEndpoint({
  baseUrl: 'http://there/v1',
  provider: 'compatible',
  reason: 'There is no key.',
});

describe('createReplayEndpoint', () => {
  it('says which reply is missing, and why it is not asked for', async () => {
    const model = createCompletionsModel({ model: 'm', endpoint });
    await expect(model.generate([{ prompt: `${'x'.repeat(500)} the end` }])).rejects.toThrow(
      /^A reply of m at http:\/\/there\/v1 is not among the replies that are kept, and nothing was sent\. There is no key\. The question: "…x+ the end"$/,
    );
  });

  it('does so for messages, too', async () => {
    const model = createChatModel({ model: 'm', endpoint });
    await expect(model.nextToken?.(['Is 7 prime?'], { top: 1 })).rejects.toThrow('Is 7 prime?');
  });
});
