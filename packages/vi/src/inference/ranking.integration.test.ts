import { OutputClasses } from '@dln/datasets';
import { describe, expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { mean } from '../numerics/mean.ts';
import { listCandidates } from '../results/candidate-ledger.ts';
import { labelWorld, type EndpointKind } from '../scoring/label-world.fixture.ts';
import { wholeClass } from '../scoring/whole-class.ts';
import { smallWorld } from '../training/small-world.fixture.ts';
import type { InferenceContext } from './inference-context.ts';
import { certainText } from '../objectives/layer-example.ts';
import type { PromptUpdate } from './prompt-update.ts';
import { updatePrompt } from './update-prompt.ts';

const kinds: readonly EndpointKind[] = [
  { name: 'whole text', scoresText: true, maxTopTokens: 100, continuesText: true },
  { name: 'completions, top 20', scoresText: false, maxTopTokens: 20, continuesText: true },
  { name: 'completions, top 5', scoresText: false, maxTopTokens: 5, continuesText: true },
  { name: 'chat, top 20', scoresText: false, maxTopTokens: 20, continuesText: false },
  { name: 'text only', scoresText: false, maxTopTokens: 0, continuesText: false },
];

const labelSets: readonly (readonly string[])[] = [
  ['positive', 'negative'],
  ['not', 'not sure'],
  ['1', '10'],
  ['very good', 'very bad'],
  ['a', 'A'],
  ['a', 'b'],
  ['YES', 'no'],
  ['subjective', 'objective'],
  ['strongly agree with it', 'strongly disagree with it'],
  ['positive|pos', 'negative|neg', 'neutral'],
  ['C', 'C++', 'C#'],
];

const prompts = ['p0', 'p1', 'p2', 'p3'];
const examples = 12;
const seeds = [1, 2, 3];

interface Counts {
  readonly agreed: number;
  readonly undecided: number;
  readonly refused: number;
  readonly inverted: number;
}

const nothing: Counts = { agreed: 0, undecided: 0, refused: 0, inverted: 0 };

/** Compares each prompt with the chosen one, as the ledger reports it, with the truth. */
async function compare(
  kind: EndpointKind,
  classes: readonly string[],
  seed: number,
): Promise<Counts> {
  const world = labelWorld(classes, seed);
  const model = world.model(kind);
  const outputClasses = new OutputClasses(classes);
  const others = prompts.length - 1;
  if (wholeClass.problem?.(model, outputClasses.verbalizers) !== undefined)
    return { ...nothing, refused: others };
  const base = smallWorld(1, {
    outputScoring: kind.maxTopTokens === 0 ? 'samples' : 'logprobs',
    answerSamples: 20,
  });
  const [layer] = base.layers;
  const context: InferenceContext = {
    ...base,
    models: { forward: model, backward: model, score: model },
    layers: [
      {
        ...layer,
        template: {
          ...layer.template,
          render: ({ prompt, input }) => `${String(prompt)}#${String(input)}`,
        },
        writesClasses: true,
        outputClasses,
      },
    ],
  };
  const inputs = Array.from({ length: examples }, (_, at) => `x${at}`);
  const targets = inputs.map((_, at) => at % classes.length);
  // Sampled answers are counted among all that arrived.
  const truthOf = kind.maxTopTokens === 0 ? world.logShare : world.logProbability;
  const truth = prompts.map((prompt) =>
    mean(inputs.map((input, at) => truthOf(`${prompt}#${input}`, targets[at] ?? 0))),
  );
  const update = await updatePrompt(
    context,
    evidenceOf(
      inputs,
      targets.map((at) => outputClasses.names[at] ?? ''),
    ),
    [],
  );
  const chosen = truth[update.chosen] ?? NaN;
  return reasonsOf(update).reduce((counts, reason, at) => {
    if (at === update.chosen) return counts;
    if (reason.startsWith('undecided')) return { ...counts, undecided: counts.undecided + 1 };
    return chosen >= (truth[at] ?? NaN)
      ? { ...counts, agreed: counts.agreed + 1 }
      : { ...counts, inverted: counts.inverted + 1 };
  }, nothing);
}

function evidenceOf(
  inputs: readonly string[],
  labels: readonly string[],
): Parameters<typeof updatePrompt>[1] {
  const [current = '', ...memory] = prompts;
  return {
    index: 0,
    step: 0,
    parameters: [current].map(instructionOnly),
    memory: memory.map(instructionOnly),
    examples: inputs.map((input, batchIndex) => {
      const label = labels[batchIndex] ?? '';
      return {
        batchIndex,
        layerInput: input,
        layerOutput: label,
        upperInput: input,
        label,
        loss: 1,
        inputs: certainText(input),
        targets: certainText(label),
        shown: { input, output: label, target: label, loss: 1 },
      };
    }),
    trials: {},
    ranking: inputs.map((_, at) => at),
    others: [],
    explorationPenalty: 0,
  };
}

function reasonsOf(update: PromptUpdate): readonly string[] {
  return listCandidates({
    type: 'stepped',
    iteration: 0,
    parameters: [],
    runningScore: null,
    runningAccuracy: 0,
    info: {
      score: null,
      accuracy: 0,
      layers: [{ score: 0, update }],
      isErrorFree: false,
      posteriorEntropies: [],
      effectiveSampleSizes: [],
      distinctHiddenTexts: [],
    },
  }).map(({ reason }) => reason);
}

describe('the ranking of candidates', () => {
  it.each([
    [0, { agreed: 99, undecided: 0, refused: 0, inverted: 0 }],
    [1, { agreed: 97, undecided: 2, refused: 0, inverted: 0 }],
    [2, { agreed: 43, undecided: 56, refused: 0, inverted: 0 }],
    [3, { agreed: 52, undecided: 2, refused: 45, inverted: 0 }],
    [4, { agreed: 25, undecided: 74, refused: 0, inverted: 0 }],
  ] as const)(
    'agrees with the truth or is reported as undecided, kind of endpoint %i: %j',
    async (place, expected) => {
      const kind = kinds[place];
      const found: Counts[] = [];
      for (const classes of labelSets)
        for (const seed of seeds) if (kind) found.push(await compare(kind, classes, seed));
      expect(found.filter(({ inverted }) => inverted > 0)).toEqual([]);
      expect(found.reduce(add)).toEqual(expected);
    },
    60_000,
  );
});

function add(one: Counts, other: Counts): Counts {
  return {
    agreed: one.agreed + other.agreed,
    undecided: one.undecided + other.undecided,
    refused: one.refused + other.refused,
    inverted: one.inverted + other.inverted,
  };
}
