import { promptText } from '@dln/llm';
import { RandomState } from '@dln/random';
import { describe, expect, it } from 'vitest';
import { instructionOnly, type LayerParameters } from '../layers/layer-parameters.ts';
import { loadNetwork } from '../results/load-network.ts';
import { listCandidates } from '../results/candidate-ledger.ts';
import { saveNetwork } from '../results/save-network.ts';
import { inputs, smallWorld, targets } from '../training/small-world.fixture.ts';
import { uniqueCandidates } from './candidate-listing.ts';
import type { InferenceContext } from './inference-context.ts';
import { step, type StepResult } from './step.ts';

const demonstrations = [{ input: 'x9', output: 'blue' }];
const shown = (instruction: string): LayerParameters => ({ instruction, demonstrations });

async function stepFrom(
  parameters: LayerParameters,
  memory: readonly LayerParameters[] = [],
): Promise<StepResult & { readonly asked: readonly string[] }> {
  const world = smallWorld(1);
  const asked: string[] = [];
  const { score } = world.models;
  const context: InferenceContext = {
    ...world,
    models: {
      ...world.models,
      score: {
        ...score,
        scoreText: async (requests, options) => {
          asked.push(...requests.map(({ context: text }) => promptText(text)));
          return (await score.scoreText?.(requests, options)) ?? [];
        },
      },
    },
  };
  const done = await step({
    state: { step: 0, parameters: [parameters], random: new RandomState(3).state() },
    batch: { inputs, targets },
    context,
    memory: memory.map((own) => [own]),
    wrongTextPenalty: 0,
  });
  return { ...done, asked };
}

describe('demonstrations in a step', () => {
  it('stand before the input of every request that scores a candidate', async () => {
    const { asked } = await stepFrom(shown('p0'));
    const rendered = `0##x9\n\n\n`;
    expect(asked.length).toBeGreaterThan(0);
    for (const text of asked) expect(text).toContain(rendered);
  });

  it('stay with an instruction that is rewritten, and are in the ledger', async () => {
    const { state, info } = await stepFrom(shown('p0'));
    expect(state.parameters[0]?.demonstrations).toEqual(demonstrations);
    const [parameters = instructionOnly('')] = state.parameters;
    const entries = listCandidates({
      type: 'stepped',
      iteration: 0,
      parameters: [parameters],
      info,
      runningScore: null,
      runningAccuracy: 0,
    });
    for (const entry of entries) expect(entry.demonstrations).toEqual(demonstrations);
  });

  it('make candidates of one instruction different', () => {
    const proposals = [{ parameters: shown('a'), origin: 'proposal' as const }];
    const listed = uniqueCandidates.list({ current: instructionOnly('a'), memory: [], proposals });
    expect(listed).toHaveLength(2);
  });

  it('come from memory with its instruction', async () => {
    const { info } = await stepFrom(instructionOnly('p0'), [shown('p0')]);
    const [, fromMemory] = info.layers[0]?.update?.candidates ?? [];
    expect(fromMemory).toMatchObject({ parameters: shown('p0'), origin: 'memory' });
  });
});

it('a saved network keeps its demonstrations and shows them to the model', async () => {
  const context = smallWorld(1);
  const asked: string[] = [];
  const template = { name: 't', version: '1', text: '{{ prompt }} {{ input }}{{ answer }}' };
  const file = saveNetwork({
    context: {
      ...context,
      layers: [{ ...context.layers[0], template: { ...context.layers[0].template, ...template } }],
    },
    parameters: [shown('Say it.')],
    preset: 'standard',
    task: { dataset: 'd', instruction: 'i' },
    scores: { devAccuracy: null, testAccuracy: null },
  });
  const { forward } = context.models;
  const network = loadNetwork(JSON.parse(JSON.stringify(file)), {
    model: {
      ...forward,
      generate: async (requests, options) => {
        asked.push(...requests.map(({ prompt }) => promptText(prompt)));
        return forward.generate(requests, options);
      },
    },
  });
  expect(network.parameters).toEqual([shown('Say it.')]);
  await network.predict('x0');
  expect(asked).toEqual(['Say it. x9blue\n\n\nx0']);
});
