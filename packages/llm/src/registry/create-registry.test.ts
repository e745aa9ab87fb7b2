import { describe, expect, it } from 'vitest';

import { deduplicate } from '../middleware/deduplicate.ts';
import { wrapModel } from '../middleware/wrap-model.ts';
import type { LanguageModel } from '../language-model.ts';
import { createFakeModel } from '../testing/create-fake-model.ts';
import { createRegistry } from './create-registry.ts';

const usage = { promptTokens: 10, completionTokens: 4 };
const createModel = () =>
  createFakeModel({
    generate: { text: 'hi', usage },
    scoreText: { logProbabilities: [-1], usage: { promptTokens: 7, completionTokens: 0 } },
    nextToken: { logProbabilities: { a: -1 } },
  });

describe('a registry', () => {
  it('gives a model by its name', () => {
    const registry = createRegistry();
    const forward = registry.register('forward', createModel());
    expect(registry.get('forward')).toBe(forward);
    expect(registry.names).toEqual(['forward']);
  });

  it('names the registered models if one is missing', () => {
    const registry = createRegistry();
    expect(() => registry.get('forward')).toThrow(
      'No model is called "forward". None is registered yet.',
    );
    registry.register('backward', createModel());
    registry.register('judge', createModel());
    expect(() => registry.get('forward')).toThrow(
      expect.objectContaining({ code: 'no-such-model' }),
    );
    expect(() => registry.get('forward')).toThrow(/Registered: backward, judge\./);
  });

  it('gives no name twice', () => {
    const registry = createRegistry();
    registry.register('forward', createModel());
    expect(() => registry.register('forward', createModel())).toThrow(
      expect.objectContaining({ code: 'duplicate-model-name' }),
    );
  });

  it('generates for prompts, or for one, under the model’s defaults and the call’s overrides', async () => {
    const registry = createRegistry();
    const model = createModel();
    registry.register('forward', model, { temperature: 0.7, maxTokens: 64, stop: ['#'] });
    const replies = await registry.generate('forward', ['a', 'b'], { maxTokens: 5, stop: null });
    await registry.generate('forward', 'c');
    expect(replies.map(({ text }) => text)).toEqual(['hi', 'hi']);
    expect(model.calls.map(({ requests }) => requests)).toEqual([
      [{ prompt: 'a' }, { prompt: 'b' }],
      [{ prompt: 'c' }],
    ]);
    expect(model.calls[0]?.options).toMatchObject({ temperature: 0.7, maxTokens: 5 });
    expect(model.calls[0]?.options).not.toHaveProperty('stop');
    expect(model.calls[1]?.options).toMatchObject({ maxTokens: 64, stop: ['#'] });
  });

  it('keeps what a model can do', () => {
    const registered = createRegistry().register('m', createFakeModel({ scoreText: -1 }));
    expect(registered.capabilities).toMatchObject({ scoresText: true, maxTopTokens: 0 });
    expect(['scoreText' in registered, 'nextToken' in registered]).toEqual([true, false]);
  });
});

describe('a seeded model', () => {
  // numpy: RandomState(42).randint(0, 10000), five times
  const drawn = [7270, 860, 5390, 5191, 5734];

  it('draws one seed for every call, of whatever kind and however empty', async () => {
    const model = createModel();
    const seeded = createRegistry().register('m', model, { seed: 42 });
    await seeded.generate([{ prompt: 'a' }, { prompt: 'b' }]);
    await seeded.generate([]);
    await seeded.scoreText?.([{ context: 'a', continuation: 'b' }]);
    await seeded.nextToken?.(['a'], { top: 1 });
    await seeded.generate([{ prompt: 'a' }]);
    expect(model.calls.map(({ options }) => options.seed)).toEqual(drawn);
  });

  it('draws also if the call names a seed, and sends the call’s', async () => {
    const model = createModel();
    const seeded = createRegistry().register('m', model, { seed: 42 });
    await seeded.generate([], { seed: 1 });
    await seeded.generate([], { seed: null });
    await seeded.scoreText?.([], { seed: 2 });
    await seeded.generate([]);
    expect(model.calls.map(({ options }) => options.seed)).toEqual([1, undefined, 2, drawn[3]]);
  });

  it('leaves the seeds of requests alone', async () => {
    const model = createModel();
    await createRegistry()
      .register('m', model, { seed: 42 })
      .generate([{ prompt: 'a', seed: 9 }]);
    expect(model.calls[0]?.requests).toEqual([{ prompt: 'a', seed: 9 }]);
  });

  it('draws in the order of the calls, not of their ends', async () => {
    const model = createModel();
    const seeded = createRegistry().register('m', model, { seed: 42 });
    await Promise.all([
      seeded.generate([]),
      seeded.nextToken?.([], { top: 1 }),
      seeded.generate([]),
    ]);
    expect(model.calls.map(({ options }) => options.seed)).toEqual(drawn.slice(0, 3));
  });

  it('has a separate stream under each name', async () => {
    const model = createModel();
    const registry = createRegistry();
    registry.register('forward', model, { seed: 42 });
    registry.register('backward', model, { seed: 42 });
    await registry.generate('forward', []);
    await registry.generate('backward', []);
    expect(model.calls.map(({ options }) => options.seed)).toEqual([drawn[0], drawn[0]]);
  });

  it('continues from a snapshot', async () => {
    const before = createRegistry();
    before.register('m', createModel(), { seed: 42 });
    await before.generate('m', ['a']);
    const snapshot: unknown = JSON.parse(JSON.stringify(before.snapshot()));
    const model = createModel();
    const after = createRegistry();
    after.register('m', model, { seed: 42 });
    after.restore(snapshot as ReturnType<typeof before.snapshot>);
    await after.generate('m', ['a']);
    expect(model.calls[0]?.options.seed).toBe(drawn[1]);
    expect(after.costs.total.generate).toMatchObject({ requests: 2, promptTokens: 20 });
  });

  it('is not restored from a snapshot of other models', () => {
    const before = createRegistry();
    before.register('m', createModel(), { seed: 42 });
    expect(() => createRegistry().restore(before.snapshot())).toThrow(
      expect.objectContaining({ code: 'no-such-model' }),
    );
  });

  it('is missing without a seed', async () => {
    const model = createModel();
    const registry = createRegistry();
    await registry.register('m', model).generate([{ prompt: 'a' }]);
    expect(model.calls[0]?.options).not.toHaveProperty('seed');
    expect(registry.snapshot().models['m']).not.toHaveProperty('randomState');
  });
});

describe('costs', () => {
  const nothing = { requests: 0, remembered: 0, promptTokens: 0, completionTokens: 0, dollars: 0 };

  it('add up by model and kind of call, and in total', async () => {
    const registry = createRegistry();
    const forward = registry.register('forward', createModel());
    registry.register('backward', createModel());
    await registry.generate('forward', ['a', 'b']);
    await registry.generate('backward', ['a']);
    await forward.scoreText?.([{ context: 'a', continuation: 'b' }]);
    const twice = {
      requests: 2,
      remembered: 0,
      promptTokens: 20,
      completionTokens: 8,
      dollars: null,
    };
    const score = {
      requests: 1,
      remembered: 0,
      promptTokens: 7,
      completionTokens: 0,
      dollars: null,
    };
    expect(forward.cost).toEqual({ generate: twice, scoreText: score, nextToken: nothing });
    expect(registry.costs.models['forward']).toEqual(forward.cost);
    expect(registry.costs.total).toEqual({
      generate: {
        requests: 3,
        remembered: 0,
        promptTokens: 30,
        completionTokens: 12,
        dollars: null,
      },
      scoreText: score,
      nextToken: nothing,
    });
  });

  it('count what was remembered apart', async () => {
    const registry = createRegistry();
    registry.register('m', wrapModel(createModel(), deduplicate()));
    await registry.generate('m', ['a', 'a', 'b']);
    await registry.generate('m', ['b']);
    expect(registry.costs.total.generate).toEqual({
      requests: 2,
      remembered: 2,
      dollars: null,
      promptTokens: 20,
      completionTokens: 8,
    });
  });

  it('hold what was paid before a call failed', async () => {
    const model: LanguageModel = {
      ...createModel(),
      generate: (_, options) => {
        options?.onResult?.({ text: 'paid', finishReason: 'stop', usage }, 0);
        return Promise.reject(new Error('no'));
      },
    };
    const registry = createRegistry();
    registry.register('m', model);
    await expect(registry.generate('m', ['a', 'b'])).rejects.toThrow('no');
    expect(registry.costs.total.generate).toMatchObject({ requests: 1, promptTokens: 10 });
  });

  it('of a block are its own, though others call at the same time', async () => {
    const registry = createRegistry();
    registry.register('m', createModel());
    const inside = Promise.withResolvers<undefined>();
    const outside = Promise.withResolvers<undefined>();
    const block = registry.isolateCost(async () => {
      await registry.generate('m', ['a']);
      inside.resolve(undefined);
      await outside.promise;
      await registry.generate('m', ['b', 'c']);
      return 'value';
    });
    await inside.promise;
    await registry.generate('m', ['x', 'y', 'z', 'w']);
    outside.resolve(undefined);
    const { value, costs } = await block;
    expect(value).toBe('value');
    expect(costs.total.generate.requests).toBe(3);
    expect(registry.costs.total.generate.requests).toBe(7);
  });

  it('of a block within a block count in both', async () => {
    const registry = createRegistry();
    registry.register('m', createModel());
    const outer = await registry.isolateCost(async () => {
      await registry.generate('m', ['a']);
      return registry.isolateCost(() => registry.generate('m', ['b']));
    });
    expect(outer.value.costs.total.generate.requests).toBe(1);
    expect(outer.costs.total.generate.requests).toBe(2);
  });
});
