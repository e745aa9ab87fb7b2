import { describe, expect, it } from 'vitest';
import { createConformanceChecks } from '../conformance/create-conformance-checks.ts';
import { fromFunction, type TextFunctionOptions } from './from-function.ts';

describe('a function as a language model', () => {
  for (const { name, run } of createConformanceChecks())
    it(name, (test) =>
      run(
        fromFunction(async (prompt) => `re: ${prompt.slice(0, 5)}`),
        test,
      ),
    );

  it('is told what the call asks for', async () => {
    const calls: (readonly [string, Omit<TextFunctionOptions, 'signal'>])[] = [];
    const model = fromFunction((prompt, { signal: _signal, ...options }) => {
      calls.push([prompt, options]);
      return 'yes';
    });
    await model.generate([{ prompt: 'Hello', seed: 3 }], { temperature: 0.5, maxTokens: 7 });
    expect(calls).toEqual([['Hello', { temperature: 0.5, maxTokens: 7, seed: 3, stop: [] }]]);
  });

  it('cuts replies at a stop string, and estimates tokens', async () => {
    const model = fromFunction(() => 'one two # three', { id: 'mine' });
    const [reply] = await model.generate([{ prompt: 'abcdefgh' }], { stop: ['#'] });
    expect(reply).toEqual({
      text: 'one two ',
      finishReason: 'stop',
      usage: { promptTokens: 2, completionTokens: 2, estimated: true },
    });
    expect(model.id).toBe('function:mine');
  });

  it('rejects what is not a string, and errors that the function throws', async () => {
    const wrong = fromFunction((() => undefined) as unknown as () => string, { id: 'mine' });
    await expect(wrong.generate([{ prompt: '' }])).rejects.toThrow(
      'function:mine returned undefined. Return a string.',
    );
    const failing = fromFunction(() => {
      throw new Error('no network');
    });
    await expect(failing.generate([{ prompt: '' }])).rejects.toThrow('no network');
  });

  it('refuses chat messages', async () => {
    const model = fromFunction(() => 'yes', { id: 'mine' });
    await expect(
      model.generate([{ prompt: [{ role: 'user', content: 'Hello' }] }]),
    ).rejects.toThrow('function:mine: the model reads plain text');
  });

  it('passes an abort on to the function', async () => {
    const controller = new AbortController();
    const model = fromFunction(
      async (_, { signal }) =>
        new Promise<string>((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('stopped'));
          });
          controller.abort(new Error('enough'));
        }),
    );
    await expect(
      model.generate([{ prompt: 'a' }], { signal: controller.signal }),
    ).rejects.toThrow();
  });
});
