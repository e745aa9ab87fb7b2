import { type Generation, type LanguageModel, promptText } from '@dln/llm';
import { describe, expect, it } from 'vitest';
import { loadNetwork } from './load-network.ts';
import type { NetworkFile } from './network-file.ts';

const usage = { promptTokens: 1, completionTokens: 1 };

/** A model without log-probabilities; it remembers nothing, and writes what `reply` gives. */
function createChatModel(
  reply: (prompt: string) => string | Pick<Generation, 'failure'>,
): LanguageModel & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    id: 'chat:m',
    asked,
    capabilities: { scoresText: false, maxTopTokens: 0, seeds: true },
    countTokens: () => 1,
    generate: async (requests, { onFailure = 'throw' } = {}) =>
      requests.map((request): Generation => {
        const prompt = promptText(request.prompt);
        asked.push(prompt);
        const answer = reply(prompt);
        if (typeof answer === 'string') return { text: answer, finishReason: 'stop', usage };
        if (onFailure === 'throw') throw new Error(answer.failure?.message);
        return { text: '', finishReason: 'other', usage, ...answer };
      }),
  };
}

const layer = {
  parameters: { instruction: 'Even?', demonstrations: [] },
  template: {
    name: 't',
    version: '1',
    text: '{{ prompt }}|{{ input }}|{{ answer }}',
    stopTokens: null,
  },
  residualTemplate: null,
  outputClasses: ['yes|Yes', 'no|No'],
  writesClasses: true,
  maxTokens: 5,
};

const saved: NetworkFile = {
  format: 'dln-network',
  formatVersion: 2,
  layers: [layer],
  stripOptions: false,
  preset: 'standard',
  task: { dataset: 'd', instruction: '', loss: 'exact_match_loss' },
  trainedWith: { forward: 'chat:m', backward: 'chat:m', score: 'completions:m' },
  scores: { devAccuracy: null, testAccuracy: null },
};

describe('a network trained with class scores, on a model that only generates', () => {
  it('reads the class from what the model writes, and reports an answer that names none', async () => {
    const model = createChatModel((prompt) =>
      prompt.includes('4') ? 'Yes, it is.' : prompt.includes('5') ? 'no' : 'Who knows?',
    );
    const network = loadNetwork(saved, { model });
    expect(await network.predict(['4', '5', '6'])).toMatchObject([
      { output: 'yes', hiddenTexts: [], answeredBy: 'read' },
      { output: 'no', hiddenTexts: [], answeredBy: 'read' },
      { output: 'Who knows?', hiddenTexts: [], answeredBy: 'unread' },
    ]);
  });

  it('names the difference', () => {
    const { differences } = loadNetwork(saved, { model: createChatModel(() => '') });
    expect(differences).toEqual([
      'chat:m gives no log-probabilities, so classes are read from its text; the network was trained by scoring them',
    ]);
  });
});

describe('a network that scores classes, on a model that shows only some tokens', () => {
  it('tells of each answer whether it was scored or read, and on what that rests', async () => {
    const model: LanguageModel = {
      ...createChatModel((prompt) => (prompt.includes('4') ? 'It is no.' : 'Who knows?')),
      capabilities: { scoresText: false, maxTopTokens: 2, seeds: true },
      nextToken: async (contexts) =>
        contexts.map((context) => ({
          top: (promptText(context).includes('6') ? ['yes', 'no'] : ['It', 'Who']).map(
            (token, rank) => ({
              token,
              logProbability: -0.1 - 2 * rank,
            }),
          ),
          usage,
        })),
    };
    const predictions = await loadNetwork(saved, { model }).predict(['4', '5', '6']);
    expect(
      predictions.map(({ output, answeredBy, scoring }) => [output, answeredBy, scoring?.floored]),
    ).toEqual([
      ['no', 'read', 2],
      ['Who knows?', 'unread', 2],
      ['yes', 'class-scores', 0],
    ]);
    expect(predictions[0]?.scoring).toMatchObject({
      strategy: 'first token, top 2',
      unanswered: 1,
    });
  });
});

describe('another model than the one that the network was trained with', () => {
  const generating = { ...saved, layers: [{ ...layer, writesClasses: false }] };

  it('is named', () => {
    const model = { ...createChatModel(() => ''), id: 'chat:other' };
    expect(loadNetwork(generating, { model }).differences).toEqual([
      'chat:other answers; the network was trained with chat:m',
    ]);
    expect(loadNetwork(generating, { model: createChatModel(() => '') }).differences).toEqual([]);
  });
});

describe('an input that a model refuses to answer', () => {
  const failure = { kind: 'content-filter', message: 'filtered' } as const;
  const generating = { ...saved, layers: [{ ...layer, writesClasses: false }] };

  it('rejects the call by default', async () => {
    const model = createChatModel(() => ({ failure }));
    await expect(loadNetwork(generating, { model }).predict(['a'])).rejects.toThrow('filtered');
  });

  it('has a failure in its place on request, and costs the others no second question', async () => {
    const model = createChatModel((prompt) => (prompt.includes('bad') ? { failure } : 'yes'));
    const network = loadNetwork(generating, { model });
    expect(await network.predict(['a', 'bad', 'b'], { onFailure: 'return' })).toMatchObject([
      { output: 'yes', hiddenTexts: [], answeredBy: 'generated', className: 'yes' },
      { output: '', hiddenTexts: [], answeredBy: 'generated', failure, failedLayer: 0 },
      { output: 'yes', hiddenTexts: [], answeredBy: 'generated', className: 'yes' },
    ]);
    expect(model.asked).toHaveLength(3);
  });
});

describe('few-shot examples', () => {
  const generating = { ...saved, layers: [{ ...layer, writesClasses: false }] };
  const fewShots = [{ input: '2', target: 'yes' }];

  it('of the network stand before every input', async () => {
    const model = createChatModel(() => 'yes');
    await loadNetwork({ ...generating, fewShots }, { model }).predict(['4', '6']);
    expect(model.asked).toEqual(['Even?||2|yes\n\n\n4|', 'Even?||2|yes\n\n\n6|']);
  });

  it('of a call stand in their place, those of each input before it', async () => {
    const model = createChatModel(() => 'yes');
    const network = loadNetwork({ ...generating, fewShots }, { model });
    await network.predict(['4', '6'], { fewShots: [[{ input: '3', target: 'no' }], []] });
    expect(model.asked).toEqual(['Even?||3|no\n\n\n4|', 'Even?|6|']);
  });
});
