import type { LanguageModel } from '@dln/llm';
import { createFakeModel } from '@dln/llm/testing';
import { generateText, streamText, wrapLanguageModel } from 'ai';
import { describe, expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { loadNetwork, type Network } from './load-network.ts';
import type { NetworkFile, SavedLayer } from './network-file.ts';

const layer = (prompt: string): SavedLayer => ({
  parameters: instructionOnly(prompt),
  template: { name: 't', version: '1', text: '{{ prompt }} {{ input }}', stopTokens: null },
  residualTemplate: null,
  outputClasses: null,
  writesClasses: false,
  maxTokens: 8,
});

const file: NetworkFile = {
  format: 'dln-network',
  formatVersion: 2,
  layers: [layer('Shout:'), layer('Repeat:')],
  stripOptions: false,
  preset: 'standard',
  task: { dataset: 'parrots', instruction: '', loss: 'exact_text_loss' },
  trainedWith: { forward: 'fake', backward: 'fake', score: 'fake' },
  scores: { devAccuracy: null, testAccuracy: null },
};

const parrot = (): LanguageModel =>
  createFakeModel({
    generate: ({ prompt }) => ({
      text: prompt.startsWith('Shout: ') ? prompt.slice(7).toUpperCase() : prompt.slice(8),
      usage: { promptTokens: prompt.length, completionTokens: 2 },
    }),
  });
const network = (): Network => loadNetwork(file, { model: parrot() });

describe('a network', () => {
  it('answers one text with one prediction, and many with many', async () => {
    expect(await network().predict('a')).toMatchObject({ output: 'A', hiddenTexts: ['A'] });
    expect((await network().predict(['a', 'b'])).map(({ output }) => output)).toEqual(['A', 'B']);
    expect(await network().predict([])).toEqual([]);
  });

  it('counts what each input used, over all layers, also if two are the same', async () => {
    const predictions = await network().predict(['a', 'bcd', 'a']);
    expect(predictions.map(({ usage }) => usage)).toEqual([
      { promptTokens: 17, completionTokens: 4, requests: 2 },
      { promptTokens: 21, completionTokens: 4, requests: 2 },
      { promptTokens: 17, completionTokens: 4, requests: 2 },
    ]);
  });

  it('counts requests that score classes', async () => {
    const model = createFakeModel({ scoreText: ({ continuation }) => -continuation.length });
    const classes = { ...layer('Judge:'), outputClasses: ['yes', 'no'], writesClasses: true };
    const judge = loadNetwork({ ...file, layers: [classes] }, { model });
    const [one, two] = await judge.predict(['a', 'b']);
    expect([one?.output, one?.usage?.requests, two?.usage?.requests]).toEqual(['no', 2, 2]);
  });

  it('streams its answer', async () => {
    const pieces: string[] = [];
    for await (const piece of network().stream('a')) pieces.push(piece);
    expect(pieces).toEqual(['A']);
  });

  it('stops at a signal', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    const model = {
      ...parrot(),
      generate: async () => {
        signal.throwIfAborted();
        return [];
      },
    };
    const stopped = loadNetwork(file, { model }).predict('a', { signal });
    await expect(stopped).rejects.toThrow('enough');
  });
});

describe('a network as a model of the AI SDK', () => {
  it('answers generateText', async () => {
    const model = network().asLanguageModel();
    const { text, usage, finishReason, warnings } = await generateText({ model, prompt: 'a' });
    expect([text, finishReason, usage.inputTokens, usage.outputTokens]).toEqual([
      'A',
      'stop',
      17,
      4,
    ]);
    expect(warnings ?? []).toEqual([]);
  });

  it('answers streamText', async () => {
    const { textStream } = streamText({ model: network().asLanguageModel(), prompt: 'a' });
    const pieces: string[] = [];
    for await (const piece of textStream) pieces.push(piece);
    expect(pieces).toEqual(['A']);
  });

  it('takes middleware', async () => {
    const model = wrapLanguageModel({
      model: network().asLanguageModel(),
      middleware: {
        specificationVersion: 'v4',
        transformParams: async ({ params }) => ({
          ...params,
          prompt: [{ role: 'user', content: [{ type: 'text', text: 'other' }] }],
        }),
      },
    });
    expect((await generateText({ model, prompt: 'a' })).text).toBe('OTHER');
  });

  it('warns of what it does not read', async () => {
    const { content, warnings } = await network()
      .asLanguageModel()
      .doGenerate({
        prompt: [
          { role: 'system', content: 'Be kind.' },
          { role: 'user', content: [{ type: 'text', text: 'first' }] },
          { role: 'assistant', content: [{ type: 'text', text: 'yes' }] },
          { role: 'user', content: [{ type: 'text', text: 'last' }, { type: 'file' }] },
        ],
        tools: [{}],
        temperature: 1,
      });
    expect(content).toEqual([{ type: 'text', text: 'LAST' }]);
    expect(warnings.map(({ feature }) => feature)).toEqual([
      'system',
      'messages',
      'files',
      'tools',
      'temperature',
    ]);
    await expect(network().asLanguageModel().doGenerate({ prompt: [] })).rejects.toThrow(
      'The prompt has no user message.',
    );
  });
});
