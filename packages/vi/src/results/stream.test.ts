import { promptText, streamPieces, type Generation, type LanguageModel } from '@dln/llm';
import { createFakeModel } from '@dln/llm/testing';
import { streamText } from 'ai';
import { describe, expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { loadNetwork, type Network } from './load-network.ts';
import type { SavedLayer } from './network-file.ts';
import { createPieceJoiner } from './stream-last-layer.ts';

const layer = (prompt: string, classes?: readonly string[]): SavedLayer => ({
  parameters: instructionOnly(prompt),
  template: { name: 't', version: '1', text: '{{ prompt }} {{ input }}', stopTokens: null },
  residualTemplate: null,
  outputClasses: classes ?? null,
  writesClasses: classes !== undefined,
  maxTokens: 8,
});

const networkOf = (layers: readonly SavedLayer[], model: LanguageModel): Network =>
  loadNetwork(
    {
      format: 'dln-network',
      formatVersion: 2,
      layers,
      stripOptions: false,
      preset: 'standard',
      task: { dataset: 'parrots', instruction: '', loss: 'exact_text_loss' },
      trainedWith: { forward: 'fake', backward: 'fake', score: 'fake' },
      scores: { devAccuracy: null, testAccuracy: null },
    },
    { model },
  );

const two = [layer('Shout:'), layer('Repeat:')];

/**
 * Repeats its prompt, in pieces of four characters if it is streamed. Notes which prompts were
 * streamed.
 */
function repeating(streamed: string[] = []): LanguageModel {
  const usage = { promptTokens: 1, completionTokens: 2 };
  const model = createFakeModel({
    generate: ({ prompt }) => ({ text: prompt, usage }),
    scoreText: ({ continuation }) => -continuation.length,
  });
  return {
    ...model,
    streamText: ({ prompt }) =>
      streamPieces<Generation>({
        textOf: ({ text }) => text,
        produce: async (emit) => {
          const text = promptText(prompt);
          streamed.push(text);
          for (let at = 0; at < text.length; at += 4) emit(text.slice(at, at + 4));
          return { text, finishReason: 'stop', usage };
        },
      }),
  };
}

async function piecesOf(pieces: AsyncIterable<string>): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
}

describe('the stream of a network', () => {
  it('is the text of the last layer, in pieces, and equals the prediction', async () => {
    const streamed: string[] = [];
    const network = networkOf(two, repeating(streamed));
    const pieces = await piecesOf(network.stream('a'));
    expect(pieces).toEqual(['Repe', 'at:', ' Shou', 't: a']);
    expect(streamed).toEqual(['Repeat: Shout: a']);
    expect(pieces.join('')).toBe((await network.predict('a')).output);
  });

  it('is one piece if the last layer answers with a class', async () => {
    const streamed: string[] = [];
    const network = networkOf([layer('Judge:', ['yes', 'no'])], repeating(streamed));
    expect(await piecesOf(network.stream('a'))).toEqual(['no']);
    expect(streamed).toEqual([]);
  });

  it('is one piece if the model cannot stream', async () => {
    const model = createFakeModel({ generate: ({ prompt }) => prompt });
    expect(await piecesOf(networkOf(two, model).stream('a'))).toEqual(['Repeat: Shout: a']);
  });

  it('reaches streamText of the AI SDK, with the usage of all layers', async () => {
    const { textStream, usage } = streamText({
      model: networkOf(two, repeating()).asLanguageModel(),
      prompt: 'a',
    });
    expect((await piecesOf(textStream)).length).toBeGreaterThan(1);
    expect(await usage).toMatchObject({ inputTokens: 2, outputTokens: 4 });
  });
});

describe('createPieceJoiner', () => {
  it('tidies pieces as a whole text is tidied', () => {
    const join = createPieceJoiner();
    expect(['\n one\n', '\ntwo', ' \n\n', ''].map(join)).toEqual(['one', '\ntwo', '', '']);
  });
});
