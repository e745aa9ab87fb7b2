import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { GenerateOptions, LanguageModel } from '../language-model.ts';
import { wrapModel } from '../middleware/wrap-model.ts';
import { appendToPrompt, type Prompt, promptText } from '../prompts/prompt.ts';
import { createSampleCounter } from './create-sample-counter.ts';
import { openReplyStore } from './open-reply-store.ts';
import {
  rememberReplies,
  type RememberRepliesOptions,
  type ReplyStatistics,
} from './remember-replies.ts';
import type { ReplyStoreDamage } from './open-reply-store.ts';
import type { ReplyStore } from './reply-store.ts';

let folder = '';
const stores: ReplyStore[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dln-replies-'));
});
afterEach(() => {
  for (const store of stores.splice(0)) store.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(
  name = 'replies.sqlite',
  now = new Date(0),
  onDamage?: (damage: ReplyStoreDamage) => void,
): ReplyStore {
  const store = openReplyStore({
    file: join(folder, name),
    now: () => now,
    ...(onDamage ? { onDamage } : {}),
  });
  stores.push(store);
  return store;
}

/** Answers with how often it has been asked. */
function counting(): LanguageModel & { readonly asked: string[] } {
  const asked: string[] = [];
  const usage = { promptTokens: 10, completionTokens: 1 };
  return {
    id: 'counting',
    asked,
    capabilities: { scoresText: true, maxTopTokens: 5, seeds: true },
    countTokens: () => 1,
    generate: async (requests) =>
      requests.map(({ prompt }) => {
        asked.push(promptText(prompt));
        return { text: `reply ${asked.length}`, finishReason: 'stop', usage };
      }),
    scoreText: async (requests) =>
      requests.map(({ context, continuation }) => {
        asked.push(promptText(appendToPrompt(context, continuation)));
        return { logProbabilities: [-asked.length], usage };
      }),
    nextToken: async (contexts) =>
      contexts.map((context) => {
        asked.push(promptText(context));
        return { top: [{ token: 'a', logProbability: -asked.length }], usage };
      }),
  };
}

/** A wrapped model, with the statistics of its middleware. */
function remembering(
  model: LanguageModel,
  options: RememberRepliesOptions,
): LanguageModel & { readonly replies: ReplyStatistics } {
  const middleware = rememberReplies(options);
  return Object.defineProperty(wrapModel(model, middleware), 'replies', {
    get: () => middleware.replies,
  }) as LanguageModel & { readonly replies: ReplyStatistics };
}

const drawn = { temperature: 0.7 };
const identity = 'here';

describe('rememberReplies', () => {
  it('asks a second run nothing that the first was told', async () => {
    const first = remembering(counting(), { identity, own: open() });
    const replies = await first.generate([{ prompt: 'p' }, { prompt: 'q' }], drawn);
    const scores = await first.scoreText?.([{ context: 'c', continuation: 'd' }]);
    const model = counting();
    const second = remembering(model, { identity, own: open() });
    expect(await second.generate([{ prompt: 'p' }, { prompt: 'q' }], drawn)).toEqual(replies);
    expect(await second.scoreText?.([{ context: 'c', continuation: 'd' }])).toEqual(scores);
    expect(model.asked).toEqual([]);
    expect(second.replies).toEqual({
      replayed: 3,
      hits: 0,
      misses: 3,
      saved: { promptTokens: 0, completionTokens: 0, requests: 0 },
    });
  });

  it('never lets one sample stand in for another', async () => {
    const own = open();
    const first = remembering(counting(), { identity, own });
    const both = await first.generate([{ prompt: 'p' }, { prompt: 'p' }], drawn);
    expect(both.map(({ text }) => text)).toEqual(['reply 1', 'reply 2']);
    const second = remembering(counting(), { identity, own });
    const again = [
      ...(await second.generate([{ prompt: 'p' }], drawn)),
      ...(await second.generate([{ prompt: 'p' }], drawn)),
    ];
    expect(again).toEqual(both);
  });

  it.each<[string, GenerateOptions & { readonly prompt?: Prompt; readonly place?: string }]>([
    ['prompts', { prompt: 'q' }],
    ['plain texts and messages', { prompt: [{ role: 'user', content: 'p' }] }],
    ['models and servers', { place: 'there' }],
    ['seeds', { seed: 2 }],
    ['temperatures', { temperature: 0.8 }],
    ['greedy replies and samples', { temperature: 0 }],
    ['nuclei', { topP: 0.9 }],
    ['lengths', { maxTokens: 5 }],
    ['stops', { stop: ['.'] }],
    ['replies with log-probabilities and without', { logProbabilities: true }],
  ])('tells %s apart', async (_, { prompt = 'p', place = identity, ...difference }) => {
    const own = open();
    const model = counting();
    const ask = (where: string, text: Prompt, options: GenerateOptions): Promise<unknown> =>
      remembering(model, { identity: where, own }).generate([{ prompt: text }], options);
    const usual = { ...drawn, seed: 1 };
    await ask(identity, 'p', usual);
    await ask(identity, 'p', usual);
    expect(model.asked).toHaveLength(1);
    await ask(place, prompt, { ...usual, ...difference });
    expect(model.asked).toHaveLength(2);
  });

  it('takes the seed of a request before that of its call', async () => {
    const own = open();
    const model = counting();
    await remembering(model, { identity, own }).generate([{ prompt: 'p', seed: 1 }], {
      ...drawn,
      seed: 2,
    });
    await remembering(model, { identity, own }).generate([{ prompt: 'p' }], {
      ...drawn,
      seed: 1,
    });
    expect(model.asked).toHaveLength(1);
  });

  it('distinguishes scores by the end of the context, and next tokens by their number', async () => {
    const own = open();
    const model = counting();
    const kept = remembering(model, { identity, own });
    await kept.scoreText?.([{ context: 'ab', continuation: 'c' }]);
    await kept.scoreText?.([{ context: 'a', continuation: 'bc' }]);
    await kept.nextToken?.(['a'], { top: 1 });
    await kept.nextToken?.(['a'], { top: 2 });
    expect(model.asked).toHaveLength(4);
  });

  it('counts what is found among shared replies as free', async () => {
    const shared = open('shared.sqlite');
    await remembering(counting(), { identity, shared }).scoreText?.([
      { context: 'c', continuation: 'd' },
    ]);
    const own = open('own.sqlite');
    const second = remembering(counting(), { identity, own, shared });
    const [score] = (await second.scoreText?.([{ context: 'c', continuation: 'd' }])) ?? [];
    expect(score?.usage).toEqual({ promptTokens: 0, completionTokens: 0, requests: 0 });
    const statistics = {
      replayed: 0,
      hits: 1,
      misses: 0,
      saved: { promptTokens: 10, completionTokens: 1, requests: 1 },
    };
    expect(second.replies).toEqual(statistics);
    expect(own.statistics().replies).toBe(1);

    const resumed = remembering(counting(), { identity, own });
    const [again] = (await resumed.scoreText?.([{ context: 'c', continuation: 'd' }])) ?? [];
    expect(again).toEqual(score);
    expect(resumed.replies).toEqual({ ...statistics, replayed: 1 });
  });

  it('tells when the oldest shared reply among the hits was stored, also after a resume', async () => {
    const shared = open('shared.sqlite');
    for (const [context, day] of [
      ['a', 7],
      ['b', 3],
      ['c', 1],
    ] as const)
      await remembering(counting(), {
        identity,
        shared,
        now: () => new Date(Date.UTC(2026, 4, day)),
      }).nextToken?.([context], { top: 1 });
    const own = open('own.sqlite');
    const second = remembering(counting(), { identity, own, shared });
    const [next] = (await second.nextToken?.(['a', 'b'], { top: 1 })) ?? [];
    expect(second.replies).toMatchObject({ hits: 2, oldest: '2026-05-03T00:00:00.000Z' });
    expect(next).not.toHaveProperty('storedAt');
    const resumed = remembering(counting(), { identity, own });
    await resumed.nextToken?.(['a', 'b'], { top: 1 });
    expect(resumed.replies.oldest).toBe('2026-05-03T00:00:00.000Z');
  });

  it('lets runs of one seed share their samples, and those of another draw their own', async () => {
    const shared = open('shared.sqlite');
    const model = counting();
    const draw = async (stream: string): Promise<readonly string[]> => {
      const run = remembering(model, { identity, shared, stream });
      const replies = await run.generate([{ prompt: 'p' }, { prompt: 'p' }], drawn);
      return replies.map(({ text }) => text);
    };
    expect(await draw('seed 1')).toEqual(['reply 1', 'reply 2']);
    expect(await draw('seed 2')).toEqual(['reply 3', 'reply 4']);
    expect(await draw('seed 1')).toEqual(['reply 1', 'reply 2']);
  });

  it('counts the samples of two entries for one model together', async () => {
    const [own, samples] = [open(), createSampleCounter()];
    const model = counting();
    const [one, other] = [1, 2].map(() => remembering(model, { identity, own, samples }));
    const replies = [
      ...((await one?.generate([{ prompt: 'p' }], drawn)) ?? []),
      ...((await other?.generate([{ prompt: 'p' }], drawn)) ?? []),
    ];
    expect(replies.map(({ text }) => text)).toEqual(['reply 1', 'reply 2']);
  });

  it('asks again where shared replies are to be refreshed', async () => {
    const shared = open('shared.sqlite');
    const model = counting();
    for (let turn = 0; turn < 2; turn++)
      await remembering(model, { identity, shared, isRefreshed: true }).nextToken?.(['c'], {
        top: 1,
      });
    expect(model.asked).toHaveLength(2);
  });

  it('keeps the replies of a call that fails later', async () => {
    const own = open();
    const failing: LanguageModel = {
      ...counting(),
      generate: async (_requests, options) => {
        options?.onResult?.(
          { text: 'first', finishReason: 'stop', usage: { promptTokens: 1, completionTokens: 1 } },
          0,
        );
        throw new Error('gone');
      },
    };
    const requests = [{ prompt: 'p' }, { prompt: 'q' }];
    await expect(remembering(failing, { identity, own }).generate(requests, drawn)).rejects.toThrow(
      'gone',
    );
    const model = counting();
    const [reply] = await remembering(model, { identity, own }).generate(requests, drawn);
    expect(reply?.text).toBe('first');
    expect(model.asked).toEqual(['q']);
  });
});

describe('openReplyStore', () => {
  it('forgets what was neither read nor written since', () => {
    const day = 24 * 60 * 60 * 1000;
    const first = open('replies.sqlite', new Date(0));
    first.write('read', '1');
    first.write('unread', '2');
    const later = open('replies.sqlite', new Date(10 * day));
    later.read('read');
    expect(later.prune(new Date(5 * day))).toBe(1);
    expect([...later.entries()]).toEqual([['read', '1']]);
  });

  it('takes no file that is no database for one', () => {
    writeFileSync(
      join(folder, 'replies.sqlite'),
      'not a database, but as long as a page of one '.repeat(200),
    );
    expect(open().statistics().replies).toBe(0);
  });

  it('lets two connections write at once', () => {
    const [one, other] = [open(), open()];
    one.write('a', '1');
    other.write('b', '2');
    expect([one.read('b'), other.read('a')]).toEqual(['2', '1']);
  });

  it('forgets what was not used since', () => {
    const old = open('replies.sqlite', new Date(1000));
    old.write('old', '1');
    const recent = open('replies.sqlite', new Date(3000));
    recent.write('new', '2');
    expect(recent.prune(new Date(2000))).toBe(1);
    expect([...recent.entries()]).toEqual([['new', '2']]);
  });

  it('says if it cannot be', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => open('file/replies.sqlite')).toThrow('cannot be read or written');
  });
});

describe('a store that confirms later', () => {
  it('withholds each reply until then', async () => {
    const confirmed: (() => void)[] = [];
    const written: string[] = [];
    const own = {
      read: () => undefined,
      write: async (_: string, value: string) => {
        await new Promise<void>((resolve) => confirmed.push(resolve));
        written.push(value);
      },
    };
    const model = wrapModel(counting(), rememberReplies({ identity: 'm', own }));
    const results: string[] = [];
    const call = model.generate([{ prompt: 'a' }, { prompt: 'b' }], {
      maxTokens: 1,
      onResult: ({ text }) => results.push(text),
    });
    await expect.poll(() => confirmed.length).toBe(2);
    expect(results).toEqual([]);
    confirmed[1]?.();
    await expect.poll(() => results).toEqual(['reply 2']);
    confirmed[0]?.();
    await call;
    expect(results).toEqual(['reply 2', 'reply 1']);
    expect(written).toHaveLength(2);
  });

  it('fails the call with the error of the store', async () => {
    const own = {
      read: () => undefined,
      write: async () => Promise.reject(new Error('the disk is full')),
    };
    const model = wrapModel(counting(), rememberReplies({ identity: 'm', own }));
    await expect(model.generate([{ prompt: 'a' }], { maxTokens: 1 })).rejects.toThrow(
      'the disk is full',
    );
  });
});
