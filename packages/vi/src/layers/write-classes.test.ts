import { createFakeModel } from '@dln/llm/testing';
import { createTemplate } from '@dln/templates';
import { expect, it } from 'vitest';
import { instructionOnly } from './layer-parameters.ts';
import { wholeClass } from '../scoring/whole-class.ts';
import { flooredFirstToken } from '../scoring/floored-first-token.ts';
import { requireResult } from '../scoring/outcome.ts';
import type { Layer } from './layer.ts';
import { writeLayer } from './write-layer.ts';

const layer: Layer = {
  template: createTemplate({
    name: 't',
    version: '1.0',
    source: 'test',
    text: '{{ prompt }} {{ input }}',
  }),
  outputClasses: {
    verbalizers: [
      ['positive', 'pos'],
      ['negative', 'neg'],
    ],
    indexOf: () => 0,
  },
  writesClasses: true,
  maxTokens: 10,
};

async function write(
  reply: string,
  tops: Readonly<Record<string, number>>,
  classScoring = wholeClass,
): Promise<readonly string[]> {
  const model = createFakeModel({
    capabilities: { maxTopTokens: 4 },
    nextToken: { logProbabilities: tops },
    generate: reply,
  });
  const texts = await writeLayer(layer, [{ parameters: instructionOnly('p'), input: 'x' }], {
    calls: { model },
    scoreModel: { model },
    classScoring,
    temperature: 0,
  });
  return texts.map((outcome) => requireResult(outcome).text);
}

const noClass = { The: -0.001, Sure: -7.5, I: -8.2, It: -9 };

it.each([
  ['The answer is negative.', 'negative'],
  ['**Negative**', 'negative'],
  ['<think>hm</think> neg', 'negative'],
  ['I cannot tell', 'I cannot tell'],
])('reads the class from the answer %j if no class is shown', async (reply, expected) => {
  expect(await write(reply, noClass)).toEqual([expected]);
});

it('asks for no answer if a class is known', async () => {
  expect(await write('negative', { Positive: -0.1, negative: -3 })).toEqual(['positive']);
});

it('takes the first class in the reference, as Python does', async () => {
  expect(await write('negative', noClass, flooredFirstToken)).toEqual(['positive']);
});
