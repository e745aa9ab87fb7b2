import { startHashLm } from 'dln-hashlm';
import { describe, expect, it } from 'vitest';

import { createChatModel } from '../backends/create-chat-model.ts';
import { createCompletionsModel } from '../backends/create-completions-model.ts';
import { createFakeModel } from '../testing/create-fake-model.ts';
import { sendError, startTestServer } from '../testing/start-test-server.fixture.ts';
import {
  startTinyLanguageServer,
  type TinyLanguageServerOptions,
} from '../testing/tiny-language-server.fixture.ts';
import { probeModel } from './probe-model.ts';

/** What a probe of a completions model finds at a server of some kind. */
async function probe(options: TinyLanguageServerOptions) {
  await using server = await startTinyLanguageServer(options);
  const model = createCompletionsModel({ model: 'm', baseUrl: server.baseUrl, apiKey: 'EMPTY' });
  const report = await probeModel(model);
  const details = Object.fromEntries(
    report.findings.map(({ capability, detail }) => [capability, detail]),
  );
  return { ...report, report, details, requests: server.received.length };
}

describe('a probe', () => {
  it('finds all that a server can do, in fifteen requests at most', async () => {
    const { report, requests } = await probe({});
    const { modelId, capabilities, findings } = report;
    expect(modelId).toBe('compatible-completions:m');
    expect(capabilities).toMatchObject({ scoresText: true, textScoring: 'echo', seeds: true });
    // This server takes no list of prompts.
    expect(findings.map(({ works }) => works)).toEqual([true, false, true, true]);
    // Thirteen, the refused list of prompts, and the list of models.
    expect(requests).toBeLessThanOrEqual(15);
    expect(report.requests).toBe(requests - 2);
  });

  it('finds out a server that refuses echo, in its words', async () => {
    const { capabilities, details } = await probe({ echo: 'refuses' });
    expect(capabilities.scoresText).toBe(false);
    expect(details['scoreText']).toMatch(/^echo: echo with logprobs is not supported; prompt_logp/);
  });

  it('finds out a server whose echo gives the numbers of other positions', async () => {
    const { capabilities, details } = await probe({ echo: 'shifts' });
    expect(capabilities.scoresText).toBe(false);
    expect(details['scoreText']).toMatch(
      /^echo: the log-probability of ".*" is -\d\.\d\d as a next token and -\d+\.\d\d in a given text/,
    );
    const other = await probe({ echo: 'shifts', promptLogProbabilities: true });
    expect(other.capabilities).toMatchObject({
      scoresText: true,
      textScoring: 'prompt-logprobs',
    });
  });

  it('finds out a server that ignores echo and answers 200', async () => {
    const { capabilities, details } = await probe({ echo: 'ignores' });
    expect(capabilities.scoresText).toBe(false);
    expect(details['scoreText']).toMatch(/ignored `echo`/);
  });

  it('finds a server that gives prompt_logprobs if it refuses echo, and the same scores', async () => {
    const texts = [{ context: 'One, two,', continuation: ' three four' }];
    const scores: unknown[] = [];
    for (const echo of ['refuses', 'ignores', 'scores'] as const) {
      await using server = await startTinyLanguageServer({ echo, promptLogProbabilities: true });
      const model = createCompletionsModel({ model: 'm', baseUrl: server.baseUrl, apiKey: 'E' });
      const { capabilities, findings } = await probeModel(model);
      const textScoring = echo === 'scores' ? 'echo' : 'prompt-logprobs';
      expect(capabilities).toMatchObject({ scoresText: true, textScoring });
      if (echo !== 'scores') expect(findings[0]?.detail).toMatch(/^by prompt_logprobs: .*; echo: /);
      const [score] = (await model.withCapabilities(capabilities).scoreText?.(texts)) ?? [];
      scores.push(score?.logProbabilities);
    }
    expect(scores).toEqual([scores[2], scores[2], [expect.any(Number), expect.any(Number)]]);
  });

  it('finds a server that gives prompt_logprobs of a chat, which scores as its completions do', async () => {
    await using server = await startTinyLanguageServer({ promptLogProbabilities: true });
    const options = { model: 'm', baseUrl: server.baseUrl, apiKey: 'E' };
    const chat = createChatModel(options);
    const { capabilities, findings } = await probeModel(chat);
    expect(capabilities).toMatchObject({ scoresText: true, textScoring: 'prompt-logprobs' });
    expect(findings[0]?.detail).toMatch(/^by prompt_logprobs: " five, six\." is \d tokens/);
    const texts = [{ context: 'One, two,', continuation: ' three four' }];
    const scores = [chat.withCapabilities(capabilities), createCompletionsModel(options)].map(
      async (model) => (await model.scoreText?.(texts))?.[0]?.logProbabilities,
    );
    expect(await scores[0]).toEqual(await scores[1]);
    expect(server.received.at(-2)?.body).toMatchObject({
      messages: [
        { role: 'user', content: 'One, two,' },
        { role: 'assistant', content: ' three four' },
      ],
      add_generation_prompt: false,
      continue_final_message: true,
      prompt_logprobs: 1,
      max_tokens: 1,
    });
  });

  it('finds out a chat server that ignores prompt_logprobs', async () => {
    await using server = await startTinyLanguageServer();
    const chat = createChatModel({ model: 'm', baseUrl: server.baseUrl, apiKey: 'E' });
    const { capabilities, findings } = await probeModel(chat);
    expect(capabilities.scoresText).toBe(false);
    expect(findings[0]?.detail).toMatch(/^prompt_logprobs: .*ignored `prompt_logprobs`/);
  });

  it.each([
    ['vLLM', { max_model_len: 4096 }, 4096],
    ['llama.cpp’s server', { meta: { n_ctx: 512, n_ctx_train: 2048 } }, 512],
    ['a server that does not say', {}, undefined],
  ])('takes the context length from the list of models of %s', async (_, listed, length) => {
    const { capabilities } = await probe({ listed });
    expect(capabilities.contextLength).toBe(length);
  });

  it('finds the limit of a server that refuses more next tokens', async () => {
    const { capabilities, details } = await probe({ maxTop: 5 });
    expect(capabilities.maxTopTokens).toBe(5);
    expect(details['nextToken']).toBe('up to 5: at most 5 top log-probabilities');
  });

  it('finds the limit of a server that silently gives fewer', async () => {
    const { capabilities, details } = await probe({ maxTop: 7, beyondMaxTop: 'cuts' });
    expect(capabilities.maxTopTokens).toBe(7);
    expect(details['nextToken']).toBe('up to 7: it gives 7 where 100 are asked for');
  });

  it('finds out a server that ignores seeds', async () => {
    const { capabilities, details } = await probe({ seeds: false });
    expect(capabilities.seeds).toBe(false);
    expect(details['seeds']).toBe('one seed gives two replies');
  });

  it('finds a server that takes several prompts in one request, and one that does not', async () => {
    await using takes = await startHashLm();
    await using refuses = await startTinyLanguageServer();
    const found = async (baseUrl: string) => {
      const model = createCompletionsModel({ model: 'hash-lm', baseUrl, apiKey: 'EMPTY' });
      const { capabilities, findings } = await probeModel(model);
      const { promptLists, refuses: refused } = capabilities;
      const { detail } = findings.find(({ capability }) => capability === 'promptLists') ?? {};
      return { promptLists, refused, detail };
    };
    expect(await found(takes.baseUrl)).toEqual({
      promptLists: true,
      refused: undefined,
      detail: 'one request may hold several prompts',
    });
    expect(await found(refuses.baseUrl)).toEqual({
      promptLists: false,
      refused: undefined,
      detail: 'each prompt needs a separate request',
    });
  });

  it('does not take a reply that never varies for one that a seed repeats', async () => {
    const { capabilities } = await probeModel(createFakeModel({ generate: 'always' }));
    expect(capabilities.seeds).toBe(false);
  });

  it('knows that chat scores no texts, and finds its next tokens', async () => {
    await using server = await startTinyLanguageServer({ maxTop: 20 });
    const model = createChatModel({ model: 'm', baseUrl: server.baseUrl, apiKey: 'EMPTY' });
    const { capabilities } = await probeModel(model);
    expect(capabilities).toMatchObject({ scoresText: false, maxTopTokens: 20, seeds: true });
  });

  it('is not fooled by numbers that are no log-probabilities', async () => {
    for (const scoreText of [0, 1]) {
      const { capabilities } = await probeModel(createFakeModel({ scoreText }));
      expect(capabilities.scoresText).toBe(false);
    }
  });

  it('asks no more after a wrong key', async () => {
    await using server = await startTestServer((_, response) => sendError(response, 401));
    const model = createCompletionsModel({ model: 'm', baseUrl: server.baseUrl, apiKey: 'wrong' });
    await expect(probeModel(model)).rejects.toThrow(
      expect.objectContaining({ code: 'authentication' }),
    );
    expect(server.received).toHaveLength(1);
  });

  it('does not take a defect for a refusal', async () => {
    const model = createFakeModel({ scoreText: () => Promise.reject(new RangeError('defect')) });
    await expect(probeModel(model)).rejects.toThrow('defect');
  });
});
