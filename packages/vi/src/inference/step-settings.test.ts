import { promptText } from '@dln/llm';
import { RandomState } from '@dln/random';
import type { Template } from '@dln/templates';
import { describe, expect, it } from 'vitest';
import { instructionOnly, instructionsOf } from '../layers/layer-parameters.ts';
import { inputs, smallWorld, targets, words } from '../training/small-world.fixture.ts';
import { memoryTwice } from './candidate-listing.ts';
import { errorFreeAsPerfect } from './error-free-batch.ts';
import { tenFreeTokens } from './score-accuracy.ts';
import { step } from './step.ts';
import {
  best,
  expected,
  logP,
  meanOver,
  near,
  ofEach,
  tableClasses,
  tableStep,
  weightsOf,
  wordClasses,
  writes,
  type TableStep,
} from '../training/table-step.fixture.ts';

// What a step asks of its models, which prompts it compares, and what it does with them.

const x = (example: number): string => inputs[example] ?? '';
const y = (example: number): string => targets[example] ?? '';
const right = inputs.map((input) => writes(0, 'p0', input));
const right2 = inputs.map((input) => writes(1, 'p2', `${input}|${writes(0, 'p0', input)}`));

const likelihood = (p: string): number => meanOver((i) => logP(0, p, x(i), y(i)));

const originsOf = ({ info }: TableStep, layer = 0): readonly (readonly [string, string])[] =>
  (info.layers[layer]?.update?.candidates ?? []).map(({ parameters, origin }) => [
    parameters.instruction,
    origin,
  ]);
const backwardTexts = ({ asked }: TableStep): readonly string[] =>
  asked.flatMap(({ role, requests }) =>
    role === 'backward' ? requests.map(({ prompt }) => promptText(prompt)) : [],
  );

describe('requests', () => {
  it('carry the temperatures and token limits that are set', async () => {
    const { asked } = await tableStep({
      start: ['p0', 'p2'],
      targets,
      settings: { forwardTemperature: 0.3, backwardTemperature: 0.8, backwardMaxTokens: 17 },
      layer: { maxTokens: 6 },
    });
    const optionsOf = (role: string): readonly unknown[] =>
      asked.flatMap((one) => (one.role === role ? [one.options] : []));
    expect(optionsOf('forward')).toEqual([
      { onFailure: 'return', temperature: 0.3, maxTokens: 6 },
      { onFailure: 'return', temperature: 0.3, maxTokens: 6 },
    ]);
    const backward = { onFailure: 'return', temperature: 0.8, maxTokens: 17 };
    // The hidden texts first: a layer cannot write more than its own limit.
    expect(optionsOf('backward')).toEqual([{ ...backward, maxTokens: 6 }, backward, backward]);
  });

  it('end at the stop texts of their templates', async () => {
    const base = smallWorld(2);
    const stopping = (template: Template, stop: string): Template => ({
      ...template,
      stopTokens: [stop],
    });
    const [first] = base.layers;
    const { asked } = await tableStep({
      start: ['p0'],
      targets,
      layer: { template: stopping(first.template, 'L') },
      context: {
        templates: {
          ...base.templates,
          prompt: stopping(base.templates.prompt, 'P'),
          posterior: base.templates.posterior.map((one) => stopping(one, 'H')),
        },
      },
    });
    expect(asked.map(({ role, options }) => [role, options.stop])).toEqual([
      ['forward', ['L']],
      ['backward', ['P']],
    ]);
    const two = await tableStep({
      start: ['p0', 'p2'],
      targets,
      context: {
        templates: {
          ...base.templates,
          posterior: base.templates.posterior.map((one) => stopping(one, 'H')),
        },
      },
    });
    expect(two.asked.map(({ options }) => options.stop)).toEqual([
      undefined,
      undefined,
      ['H'],
      undefined,
      undefined,
    ]);
  });

  it('carry the seeds of their place', async () => {
    const places: unknown[] = [];
    const { asked } = await tableStep({
      start: ['p0', 'p2'],
      targets,
      settings: { hiddenPromptSteps: 2 },
      strategies: {
        requestSeeds: (place, count) => {
          places.push({ ...place, count });
          return Array.from({ length: count }, (_, at) => 100 * places.length + at);
        },
      },
    });
    expect(places).toEqual([
      { step: 0, layer: 0, purpose: 'forward', count: 6 },
      { step: 0, layer: 1, purpose: 'forward', count: 6 },
      { step: 0, layer: 0, purpose: 'posterior', count: 24 },
      { step: 0, layer: 1, purpose: 'proposal', round: 0, count: 4 },
      { step: 0, layer: 0, purpose: 'proposal', round: 0, count: 4 },
      { step: 0, layer: 0, purpose: 'proposal', round: 1, count: 4 },
    ]);
    expect(asked.map(({ requests }) => requests.map(({ seed }) => seed))).toEqual(
      [6, 6, 24, 4, 4, 4].map((length, call) =>
        Array.from({ length }, (_, at) => 100 * (call + 1) + at),
      ),
    );
  });

  it('carry no seeds if the model draws its own', async () => {
    const { asked } = await tableStep({
      start: ['p0', 'p2'],
      targets,
      strategies: { requestSeeds: () => undefined },
    });
    expect(asked.flatMap(({ requests }) => requests).every((one) => !('seed' in one))).toBe(true);
  });
});

describe('candidates', () => {
  it('are the present prompt and as many proposals as are set', async () => {
    const made = await tableStep({ start: ['p0'], targets, settings: { promptCandidates: 3 } });
    expect(originsOf(made)).toEqual([
      ['p0', 'current'],
      ['p1', 'proposal'],
      ['p2', 'proposal'],
    ]);
    expect(backwardTexts(made)).toHaveLength(2);
  });

  it('hold each prompt of the layer from memory', async () => {
    const made = await tableStep({
      start: ['p0', 'p2'],
      targets,
      settings: { promptCandidates: 1 },
      memory: [
        ['p3', 'p4'],
        ['p0', 'p1'],
      ],
    });
    expect(originsOf(made)).toEqual([
      ['p0', 'current'],
      ['p3', 'memory'],
    ]);
    expect(originsOf(made, 1)).toEqual([
      ['p2', 'current'],
      ['p4', 'memory'],
      ['p1', 'memory'],
    ]);
    expect(made.info.layers[0]?.update?.duplicates).toEqual([
      { parameters: instructionOnly('p0'), origin: 'memory', of: 0 },
    ]);
  });

  it('hold memory before and after the proposals in the reference', async () => {
    const made = await tableStep({
      start: ['p0'],
      targets,
      settings: { promptCandidates: 2 },
      memory: [['p3']],
      strategies: { candidates: memoryTwice },
    });
    expect(originsOf(made)).toEqual([
      ['p0', 'current'],
      ['p3', 'memory'],
      ['p1', 'proposal'],
      ['p3', 'memory'],
    ]);
  });

  it('are proposed from the present prompt and from those in memory, in turn', async () => {
    const made = await tableStep({ start: ['p0'], targets, memory: [['p3'], ['p4']] });
    expect(backwardTexts(made)).toEqual(['propose#p0', 'propose#p3', 'propose#p4', 'propose#p3']);
  });

  it('are the first of equal rewards if several win', async () => {
    const { state } = await tableStep({
      start: ['p3'],
      targets,
      context: { settings: { ...smallWorld(1).settings, outputScoring: 'accuracy' } },
    });
    const accuracy = (p: string): number => meanOver((i) => Number(writes(0, p, x(i)) === y(i)));
    expect(instructionsOf(state.parameters)).toEqual([best('p3', accuracy)]);
  });
});

describe('what the backward model is shown', () => {
  const base = smallWorld(2);
  const shown: Template = {
    ...base.templates.prompt,
    render: ({ backward_infos: infos }) => JSON.stringify(infos),
  };
  const drawn: Template = {
    ...base.templates.prompt,
    render: (variables) => `posterior ${JSON.stringify(variables)}`,
  };
  const templates = { ...base.templates, prompt: shown, posterior: [drawn] };

  it('is the text, the target and the loss of each example', async () => {
    const made = await tableStep({
      start: ['p0'],
      targets,
      settings: { promptCandidates: 2 },
      context: { templates },
    });
    const [text = '[]'] = backwardTexts(made);
    const infos = JSON.parse(text) as readonly { readonly input: string }[];
    expect(infos.toSorted((a, b) => a.input.localeCompare(b.input))).toEqual(
      inputs.map((input, i) => ({
        input,
        output: writes(0, 'p0', input),
        target: y(i),
        loss: writes(0, 'p0', input) === y(i) ? 0 : 1,
      })),
    );
  });

  it("is the best hidden text as a hidden layer's target", async () => {
    const asks: string[] = [];
    const made = await tableStep({
      start: ['p0', 'p2'],
      targets,
      settings: { promptCandidates: 2, hiddenSamples: 1 },
      context: {
        templates,
        models: {
          ...base.models,
          backward: {
            ...base.models.backward,
            generate: async (requests) => {
              asks.push(...requests.map(({ prompt }) => promptText(prompt)));
              return requests.map(() => ({
                text: 'blue',
                finishReason: 'stop' as const,
                usage: { promptTokens: 1, completionTokens: 1 },
              }));
            },
          },
        },
      },
    });
    expect(made.scores[0]).toMatchObject({
      p0: near(meanOver((i) => logP(0, 'p0', x(i), 'blue'))),
    });
    const of = (input: string): unknown => ({
      input,
      h: writes(0, 'p0', input),
      y: targets[inputs.indexOf(input)],
      prompt: 'p0',
      next_prompt: 'p2',
      message: null,
    });
    const posterior = asks.filter((text) => text.startsWith('posterior '));
    expect(posterior.map((text) => JSON.parse(text.slice(10)) as unknown)).toEqual(inputs.map(of));
    const [upper = '[]', lower = '[]'] = asks.filter((text) => text.startsWith('['));
    const texts = (JSON.parse(lower) as readonly { readonly target: string }[]).map(
      ({ target }) => target,
    );
    expect(texts).toEqual(inputs.map(() => 'blue'));
    const uppers = JSON.parse(upper) as readonly {
      readonly input: string;
      readonly target: string;
    }[];
    expect(uppers.map(({ input, target }) => [input, target]).toSorted()).toEqual(
      inputs.map((input, i) => [`${input}|${writes(0, 'p0', input)}`, y(i)]),
    );
  });
  it('is the text as the preset teaches it, which is scored, too', async () => {
    const made = await tableStep({
      start: ['p0'],
      targets,
      settings: { promptCandidates: 2 },
      context: { templates },
      strategies: { taughtText: (text) => (text === 'red' ? 'grey' : text) },
    });
    const taught = targets.map((target) => (target === 'red' ? 'grey' : target));
    expect(made.scores[0]).toMatchObject({
      p0: near(meanOver((i) => logP(0, 'p0', x(i), taught[i] ?? ''))),
    });
    const [text = '[]'] = backwardTexts(made);
    const infos = JSON.parse(text) as readonly {
      readonly output: string;
      readonly target: string;
    }[];
    expect(infos.some(({ output, target }) => output === 'red' || target === 'red')).toBe(false);
  });
});

describe('trainedLayers', () => {
  it.each([
    [true, false],
    [false, true],
  ])('%j learns the prompts of those layers, and scores them alone', async (...trainedLayers) => {
    const both = await tableStep({ start: ['p0', 'p2'], targets });
    const made = await tableStep({ start: ['p0', 'p2'], targets, settings: { trainedLayers } });
    const learned = trainedLayers.indexOf(true);
    expect(made.scores[learned]).toEqual(both.scores[learned]);
    expect(instructionsOf(made.state.parameters)).toEqual(
      ['p0', 'p2'].map((prompt, at) =>
        at === learned ? instructionsOf(both.state.parameters)[at] : prompt,
      ),
    );
    expect(made.info.score).toBe(both.info.layers[learned]?.score);
    expect(made.info.layers[1 - learned]).toEqual({ score: null });
  });
});

describe('hiddenPromptSteps', () => {
  it.each([0, 1, 2, 3])(
    "compares a hidden layer's prompts %i times, and at least once",
    async (rounds) => {
      const { info, state } = await tableStep({
        start: ['p0', 'p2'],
        targets,
        settings: { hiddenPromptSteps: rounds, promptCandidates: 2 },
      });
      const [hidden, output] = info.layers;
      expect(hidden?.earlier?.length ?? 0).toBe(Math.max(0, rounds - 1));
      expect(output?.earlier).toBeUndefined();
      const updates = [...(hidden?.earlier ?? []), ...(hidden?.update ? [hidden.update] : [])];
      const starts = updates.map(({ candidates }) => candidates[0]?.parameters.instruction);
      expect(starts).toEqual([
        'p0',
        ...updates.slice(0, -1).map(({ parameters }) => parameters.instruction),
      ]);
      expect(instructionsOf(state.parameters)[0]).toBe(updates.at(-1)?.parameters.instruction);
      expect(hidden?.score).toBe(
        hidden?.update?.candidates.find(
          ({ parameters }) => parameters.instruction === state.parameters[0]?.instruction,
        )?.score,
      );
    },
  );
});

describe('three layers', () => {
  it('weigh each hidden layer by the best text of the one above', async () => {
    const start = ['p0', 'p1', 'p2'] as const;
    const { scores, info } = await tableStep({ start, targets });
    const written = inputs.map((input) => writes(0, 'p0', input));
    const upper = inputs.map((input, i) =>
      weightsOf(
        (h) =>
          logP(1, 'p1', `${input}|${written[i] ?? ''}`, h) + logP(2, 'p2', `${input}|${h}`, y(i)),
      ),
    );
    const top = upper.map((weights) =>
      words.reduce((a, b) => ((weights[b] ?? 0) > (weights[a] ?? 0) ? b : a)),
    );
    const lower = inputs.map((input, i) =>
      weightsOf((h) => logP(0, 'p0', input, h) + logP(1, 'p1', `${input}|${h}`, top[i] ?? '')),
    );
    expect(scores).toEqual([
      ofEach((p) => meanOver((i) => expected(lower[i], (h) => logP(0, p, x(i), h)))),
      ofEach((p) =>
        meanOver((i) =>
          expected(lower[i], (below) =>
            expected(upper[i], (h) => logP(1, p, `${x(i)}|${below}`, h)),
          ),
        ),
      ),
      ofEach((p) => meanOver((i) => expected(upper[i], (h) => logP(2, p, `${x(i)}|${h}`, y(i))))),
    ]);
    const entropy = (weights: Record<string, number> = {}): number =>
      -Object.values(weights).reduce((sum, weight) => sum + weight * Math.log(weight), 0);
    expect(info.posteriorEntropies).toEqual(
      [lower, upper].map((rows) => near(meanOver((i) => entropy(rows[i])))),
    );
  });
});

describe('a step', () => {
  it('tells the accuracy of the batch before it', async () => {
    const { info } = await tableStep({ start: ['p0'], targets });
    expect(info.accuracy).toBeCloseTo(
      meanOver((i) => Number(right[i] === y(i))),
      12,
    );
    expect(info.isErrorFree).toBe(false);
  });

  it('moves the state on by one step and by its draws', async () => {
    const { state } = await tableStep({ start: ['p0'], targets });
    const other = await tableStep({ start: ['p0', 'p2'], targets: right2 });
    expect(state.step).toBe(1);
    expect(other.state.step).toBe(1);
    expect(state.random).not.toEqual(other.state.random);
  });

  it('adds the scores of its layers', async () => {
    const { info } = await tableStep({ start: ['p0', 'p2'], targets });
    const [lower, upper] = info.layers;
    expect(info.score).toBe((lower?.score ?? NaN) + (upper?.score ?? NaN));
  });
});

describe('a batch without errors', () => {
  const reference = { errorFreeBatch: errorFreeAsPerfect };

  it('ends a step before it asks for anything, without a score', async () => {
    const made = await tableStep({ start: ['p0', 'p2'], targets: right2 });
    expect(made.info).toMatchObject({ isErrorFree: true, score: null, accuracy: 1 });
    expect(made.info.layers).toEqual([{ score: null }, { score: null }]);
    expect(backwardTexts(made)).toEqual([]);
  });

  it('scores 0 in the reference with several layers', async () => {
    const made = await tableStep({
      start: ['p0', 'p2'],
      targets: right2,
      strategies: reference,
    });
    expect(made.info).toMatchObject({ isErrorFree: true, score: 0 });
    expect(backwardTexts(made)).toEqual([]);
  });

  it('scores 1 in the reference with one layer by accuracy, after proposals are paid for', async () => {
    const made = await tableStep({
      start: ['p0'],
      targets: right,
      settings: { outputScoring: 'accuracy' },
      strategies: reference,
    });
    expect(made.info).toMatchObject({ isErrorFree: true, score: 1 });
    expect(instructionsOf(made.state.parameters)).toEqual(['p0']);
    expect(backwardTexts(made)).toHaveLength(4);
  });

  it('goes on in the reference with one layer by log-probabilities', async () => {
    const made = await tableStep({ start: ['p0'], targets: right, strategies: reference });
    const score = (p: string): number => meanOver((i) => logP(0, p, x(i), right[i] ?? ''));
    expect(made.scores).toEqual([ofEach(score)]);
    expect(instructionsOf(made.state.parameters)).toEqual([best('p0', score)]);
  });

  it('does not end a step if one answer is wrong', async () => {
    const one = right.with(5, words.find((word) => word !== right[5]) ?? '');
    const made = await tableStep({ start: ['p0'], targets: one });
    expect(made.info).toMatchObject({ isErrorFree: false, accuracy: near(5 / 6) });
    expect(backwardTexts(made)).toHaveLength(4);
  });
});

describe('accuracy', () => {
  it.each([
    ['as in the forward pass', {}, []],
    ['of ten free tokens in the reference', { accuracy: tenFreeTokens }, [10]],
  ] as const)('is that of answers %s', async (_, strategies, limits) => {
    const { scores, asked } = await tableStep({
      start: ['p0'],
      targets,
      settings: { outputScoring: 'accuracy' },
      layer: { ...wordClasses, writesClasses: true },
      strategies: { classScoring: tableClasses, ...strategies },
    });
    expect(scores).toEqual([ofEach((p) => meanOver((i) => Number(writes(0, p, x(i)) === y(i))))]);
    const forward = asked.filter(({ role }) => role === 'forward');
    expect(forward.map(({ options }) => options.maxTokens)).toEqual(limits);
  });
});

describe('few-shot examples', () => {
  it('stand before the inputs of a single layer', async () => {
    const base = smallWorld(1);
    const [first] = base.layers;
    const template: Template = {
      ...first.template,
      render: ({ prompt, input, answer }) =>
        prompt === ''
          ? `${String(input)}=${String(answer)}`
          : `0#${String(prompt)}#${String(input)}`,
    };
    const asked: string[] = [];
    const forward = {
      ...base.models.forward,
      generate: async (...given: Parameters<typeof base.models.forward.generate>) => {
        asked.push(...given[0].map(({ prompt }) => promptText(prompt)));
        return base.models.forward.generate(...given);
      },
    };
    await step({
      state: {
        step: 0,
        parameters: ['p0'].map(instructionOnly),
        random: new RandomState(3).state(),
      },
      batch: {
        inputs: ['x0', 'x1'],
        targets: ['red', 'red'],
        fewShots: [[{ input: 'a', target: 'b' }], []],
      },
      context: {
        ...base,
        layers: [{ ...first, template }],
        models: { ...base.models, forward },
      },
      memory: [],
      wrongTextPenalty: 0,
    });
    expect(asked).toEqual(['0#p0#a=b\n\n\nx0', '0#p0#x1']);
  });
});

it('the small world tells its prompts apart', () => {
  const figures = ['p0', 'p1', 'p2', 'p3', 'p4'].map((p) => Number(likelihood(p).toFixed(6)));
  expect(figures).toEqual([-1.587637, -1.605724, -1.903146, -1.457153, -0.987869]);
});
