import { requireScoreText } from '@dln/llm';
import type { Template } from '@dln/templates';
import { describe, expect, it } from 'vitest';
import { instructionsOf } from '../layers/layer-parameters.ts';
import {
  inputs,
  logProbability,
  prompts,
  smallWorld,
  targets,
  words,
} from '../training/small-world.fixture.ts';
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
} from '../training/table-step.fixture.ts';

// Each term of a prompt's reward, and each way to score it, by summation.

const x = (example: number): string => inputs[example] ?? '';
const y = (example: number): string => targets[example] ?? '';

/** The exact posterior of a network of two layers. */
function posterior([lower = '', upper = '']: readonly string[], i: number): Record<string, number> {
  return weightsOf((h) => logP(0, lower, x(i), h) + logP(1, upper, `${x(i)}|${h}`, y(i)));
}

describe('trustFactor', () => {
  const classes = { layer: wordClasses, strategies: { classScoring: tableClasses } };
  const likelihood = (p: string): number => meanOver((i) => logP(0, p, x(i), y(i)));
  const divergence = (present: string, p: string): number =>
    meanOver((i) =>
      words.reduce((sum, word) => {
        const own = logP(0, present, x(i), word);
        return sum + Math.exp(own) * (own - logP(0, p, x(i), word));
      }, 0),
    );

  it.each(prompts.flatMap((present) => [0, 0.3, 2].map((factor) => [factor, present] as const)))(
    'takes %f times KL(present ‖ candidate) off the reward of an output layer, from %s',
    async (trustFactor, present) => {
      const reward = (p: string): number => likelihood(p) - trustFactor * divergence(present, p);
      const { state, rewards, scores } = await tableStep({
        start: [present],
        targets,
        settings: { trustFactor },
        ...classes,
      });
      expect(scores).toEqual([ofEach(likelihood)]);
      expect(rewards).toEqual([ofEach(reward)]);
      expect(instructionsOf(state.parameters)).toEqual([best(present, reward)]);
    },
  );

  it('keeps the present prompt if answers are texts', async () => {
    const { state, rewards } = await tableStep({
      start: ['p1'],
      targets,
      settings: { trustFactor: 0.3 },
    });
    expect(instructionsOf(state.parameters)).toEqual(['p1']);
    expect(rewards).toEqual([ofEach((p) => (p === 'p1' ? likelihood(p) : -Infinity))]);
  });

  it.each([
    ['accuracy', { settings: { trustFactor: 2, outputScoring: 'accuracy' } }],
    ['a network with fewer layers than a trust region needs', { settings: { trustFactor: 2 } }],
  ] as const)('is ignored for %s', async (name, given) => {
    const { rewards, scores } = await tableStep({
      start: ['p0'],
      targets,
      ...given,
      ...classes,
      strategies: { ...classes.strategies, trustRegionFrom: name === 'accuracy' ? 1 : 2 },
    });
    expect(rewards).toEqual(scores);
  });

  it('does not hold hidden layers', async () => {
    const { rewards, scores, state } = await tableStep({
      start: ['p0', 'p2'],
      targets,
      settings: { trustFactor: 2 },
    });
    expect(rewards[0]).toEqual(scores[0]);
    expect(instructionsOf(state.parameters)[1]).toBe('p2');
  });

  it.each(['score', 'reward'] as const)(
    "is part of a step's score if that is the %s",
    async (part) => {
      const { info, scores, rewards } = await tableStep({
        start: ['p0', 'p1'],
        targets,
        settings: { trustFactor: 0.01, posteriorTemperature: 100 },
        layer: wordClasses,
        strategies: { classScoring: tableClasses, outputPart: part },
      });
      const [lower = '', upper = ''] = info.layers.map(
        ({ update }) => update?.parameters.instruction ?? '',
      );
      expect(upper).not.toBe('p1');
      const output = part === 'score' ? scores[1]?.[upper] : rewards[1]?.[upper];
      expect(info.layers[1]?.score).toBe(output);
      expect(info.score).toBe((scores[0]?.[lower] ?? NaN) + (output ?? NaN));
      expect(scores[1]?.[upper]).not.toBe(rewards[1]?.[upper]);
    },
  );

  it('is no part of the score of a single layer', async () => {
    const { info, scores } = await tableStep({
      start: ['p0'],
      targets,
      settings: { trustFactor: 0.01 },
      layer: wordClasses,
      strategies: { classScoring: tableClasses, outputPart: 'reward' },
    });
    const chosen = info.layers[0]?.update?.parameters.instruction ?? '';
    expect(chosen).not.toBe('p0');
    expect(info.score).toBe(scores[0]?.[chosen]);
  });
});

describe('wrongTextPenalty', () => {
  const start = ['p0', 'p2'];
  const written = inputs.map((input) => writes(0, 'p0', input));
  const isWrong = inputs.map(
    (input, i) => writes(1, 'p2', `${input}|${written[i] ?? ''}`) !== y(i),
  );
  const score = (p: string): number =>
    meanOver((i) => expected(posterior(start, i), (h) => logP(0, p, x(i), h)));
  const wrong = (p: string): number =>
    meanOver((i) => (isWrong[i] ? logP(0, p, x(i), written[i] ?? '') : 0));

  it.each([0, 0.4, 3])(
    'takes %f times the likelihood of texts behind wrong answers off the reward of a hidden layer',
    async (wrongTextPenalty) => {
      expect(new Set(isWrong).size).toBe(2);
      const { rewards, scores, state } = await tableStep({ start, targets, wrongTextPenalty });
      const reward = (p: string): number => score(p) - wrongTextPenalty * wrong(p);
      expect(rewards[0]).toEqual(ofEach(reward));
      expect(scores[0]).toEqual(ofEach(score));
      expect(instructionsOf(state.parameters)[0]).toBe(best('p0', reward));
      expect(rewards[1]).toEqual(scores[1]);
    },
  );

  it('does not count if hidden texts are scored by accuracy', async () => {
    const { rewards, scores } = await tableStep({
      start,
      targets,
      wrongTextPenalty: 3,
      settings: { hiddenScoring: 'accuracy' },
    });
    expect(rewards).toEqual(scores);
  });
});

describe('useContrastive', () => {
  const start = ['p0', 'p2'];
  const contrast = (p: string, i: number, h: string): number => {
    const total = words.reduce((sum, word) => sum + Math.exp(logP(0, p, x(i), word)), 0);
    return Math.log(Math.exp(logP(0, p, x(i), h)) / total + 1e-12);
  };
  // Three texts of four, so that their probabilities do not sum to 1.
  const settings = { hiddenSamples: 3 };
  const drawn = words.slice(0, 3);
  const q = inputs.map((_, i) =>
    weightsOf((h) => logP(0, 'p0', x(i), h) + logP(1, 'p2', `${x(i)}|${h}`, y(i)), drawn),
  );

  it('scores a hidden layer by how far its likely texts stand out', async () => {
    const { scores } = await tableStep({
      start,
      targets,
      settings: { ...settings, useContrastive: true },
    });
    const amongDrawn = (p: string, i: number, h: string): number => {
      const total = drawn.reduce((sum, word) => sum + Math.exp(contrast(p, i, word)), 0);
      return Math.log(Math.exp(contrast(p, i, h)) / total + 1e-12);
    };
    expect(scores[0]).toEqual(
      ofEach((p) => meanOver((i) => expected(q[i], (h) => amongDrawn(p, i, h)))),
    );
  });

  it.each([
    ['off', { useContrastive: false }],
    ['an output layer', { useContrastive: true }],
  ])('changes nothing for: %s', async (name, change) => {
    const plain = await tableStep({ start, targets, settings });
    const { scores } = await tableStep({ start, targets, settings: { ...settings, ...change } });
    expect(scores[1]).toEqual(plain.scores[1]);
    if (name === 'off') expect(scores).toEqual(plain.scores);
    else expect(scores[0]).not.toEqual(plain.scores[0]);
  });

  it('does not apply to accuracies', async () => {
    const accuracy = { hiddenScoring: 'accuracy' } as const;
    const plain = await tableStep({ start, targets, settings: accuracy });
    const on = await tableStep({ start, targets, settings: { ...accuracy, useContrastive: true } });
    expect(on.scores).toEqual(plain.scores);
  });
});

describe('heldOutRanking', () => {
  const base = smallWorld(1);
  const shows: Template = {
    ...base.templates.prompt,
    render: ({ backward_infos: infos }) =>
      `propose ${(infos as readonly { readonly input: string }[]).map(({ input }) => input).join()}`,
  };
  /** Proposes each other prompt once, in order. */
  const backward = {
    ...base.models.backward,
    generate: async (requests: readonly unknown[]) =>
      requests.map((_, at) => ({
        text: `p${at + 1}`,
        finishReason: 'stop' as const,
        usage: { promptTokens: 1, completionTokens: 1 },
      })),
  };

  it.each([true, false])(
    'ranks every candidate on the half of the batch that no request showed: %s',
    async (isOn) => {
      const shown: string[] = [];
      const spied = {
        ...backward,
        generate: async (requests: readonly { readonly prompt: string }[]) => {
          shown.push(...requests.map(({ prompt }) => prompt.replace('propose ', '')));
          return backward.generate(requests);
        },
      };
      const { scores, info } = await tableStep({
        start: ['p0'],
        targets,
        settings: { heldOutRanking: isOn },
        context: {
          models: { ...base.models, backward: spied },
          templates: { ...base.templates, prompt: shows },
        },
      });
      const seen = shown.map((text) => text.split(','));
      expect(seen.map(({ length }) => length)).toEqual(
        Array.from({ length: 4 }, () => (isOn ? 3 : 6)),
      );
      const likelihood = (p: string, i: number): number => logProbability(0, p, x(i), y(i));
      const ranking = inputs.flatMap((input, i) =>
        isOn && seen.some((own) => own.includes(input)) ? [] : [i],
      );
      expect(ranking).toHaveLength(isOn ? 3 : 6);
      const score = (p: string): number =>
        ranking.reduce((sum, i) => sum + likelihood(p, i), 0) / ranking.length;
      expect(scores).toEqual([ofEach(score)]);
      const update = info.layers[0]?.update;
      expect(update?.candidates.map(({ examples }) => examples)).toEqual(
        Array.from({ length: 5 }, () => ranking.length),
      );
      expect(update?.rankedOn?.toSorted()).toEqual(ranking);
    },
  );
});

describe('scoring by accuracy', () => {
  it("counts an output layer's right answers at temperature 0", async () => {
    const { scores, asked } = await tableStep({
      start: ['p0'],
      targets,
      settings: { outputScoring: 'accuracy', forwardTemperature: 0.9 },
    });
    expect(scores).toEqual([ofEach((p) => meanOver((i) => Number(writes(0, p, x(i)) === y(i))))]);
    const temperatures = asked.flatMap(({ role, options }) =>
      role === 'forward' ? [options.temperature] : [],
    );
    expect(temperatures).toEqual([0.9, 0]);
  });

  it("counts the right answers of the network that reads a hidden layer's texts", async () => {
    const { scores } = await tableStep({
      start: ['p0', 'p2'],
      targets,
      settings: { hiddenScoring: 'accuracy' },
    });
    const answer = (p: string, i: number): string =>
      writes(1, 'p2', `${x(i)}|${writes(0, p, x(i))}`);
    expect(scores[0]).toEqual(ofEach((p) => meanOver((i) => Number(answer(p, i) === y(i)))));
  });

  it('joins the text and the input as the layer that reads them does', async () => {
    const { layers } = smallWorld(2);
    const [first, second] = layers;
    if (!second) throw new Error('one layer');
    const joinedBy = (mark: string): Template => ({
      ...second.template,
      render: ({ input, output }) => `${String(input)}${mark}${String(output)}`,
    });
    const { scores } = await tableStep({
      start: ['p0', 'p2'],
      targets,
      settings: { hiddenScoring: 'accuracy' },
      context: {
        layers: [
          { ...first, residualTemplate: joinedBy('-') },
          { ...second, residualTemplate: joinedBy('+') },
        ],
      },
    });
    const answer = (p: string, i: number): string =>
      writes(1, 'p2', `${x(i)}+${writes(0, p, x(i))}`);
    expect(scores[0]).toEqual(ofEach((p) => meanOver((i) => Number(answer(p, i) === y(i)))));
  });

  it('runs through every layer above', async () => {
    const { scores } = await tableStep({
      start: ['p0', 'p1', 'p2'],
      targets,
      settings: { hiddenScoring: 'accuracy', outputScoring: 'accuracy' },
    });
    const answer = (i: number, h: string): string =>
      writes(2, 'p2', `${x(i)}|${writes(1, 'p1', `${x(i)}|${h}`)}`);
    expect(scores[0]).toEqual(
      ofEach((p) => meanOver((i) => Number(answer(i, writes(0, p, x(i))) === y(i)))),
    );
    // The texts of the first layer weigh as much as their answers are right.
    const q = inputs.map((_, i) => weightsOf((h) => Number(answer(i, h) === y(i))));
    const upper = (p: string, i: number, h: string): string =>
      writes(2, 'p2', `${x(i)}|${writes(1, p, `${x(i)}|${h}`)}`);
    expect(scores[1]).toEqual(
      ofEach((p) => meanOver((i) => expected(q[i], (h) => Number(upper(p, i, h) === y(i))))),
    );
  });
});

describe('outputScoring by samples', () => {
  it('scores answers by the sampled scoring, with as many samples as are set', async () => {
    const sampling: unknown[] = [];
    const sampled = Object.assign(
      async (...[contexts, options]: Parameters<typeof tableClasses>) => {
        sampling.push(options.sampling);
        return tableClasses(contexts, options);
      },
      { plan: () => 'sampled' },
    );
    const { scores } = await tableStep({
      start: ['p0'],
      targets,
      settings: { outputScoring: 'samples', answerSamples: 7 },
      layer: wordClasses,
      strategies: { sampledClassScoring: sampled },
    });
    expect(scores).toEqual([ofEach((p) => meanOver((i) => logP(0, p, x(i), y(i))))]);
    expect(sampling).toEqual([{ samples: 7, maxTokens: 4, stop: undefined }]);
  });

  it('is not used for log-probabilities', async () => {
    const never = Object.assign(
      async (): Promise<never> => Promise.reject(new Error('not asked for')),
      { plan: () => 'sampled' },
    );
    const given = { classScoring: tableClasses, sampledClassScoring: never };
    await tableStep({ start: ['p0'], targets, layer: wordClasses, strategies: given });
  });
});

describe('burnInRatio', () => {
  it.each([
    [0, (p: string) => meanOver((i) => logP(0, p, x(i), y(i)) - 2)],
    [0.5, (p: string) => meanOver((i) => logP(0, p, x(i), y(i)))],
  ] as const)('of %f leaves out that share of the first tokens', async (burnInRatio, score) => {
    const base = smallWorld(1);
    // Four tokens with a mean of the table's value less 2, and of just that value without the first
    // two.
    const beginnings = [-3, -5, -1, 1];
    const scoring = requireScoreText(base.models.score);
    const score4 = {
      ...scoring,
      scoreText: async (...asked: Parameters<typeof scoring.scoreText>) =>
        (await scoring.scoreText(...asked)).map((one) => ({
          ...one,
          logProbabilities: beginnings.map((less) => (one.logProbabilities[0] ?? NaN) + less),
        })),
    };
    const { scores } = await tableStep({
      start: ['p0'],
      targets,
      settings: { burnInRatio },
      context: { models: { ...base.models, score: score4 } },
    });
    expect(scores).toEqual([ofEach(score)]);
  });
});

describe('stripOptions', () => {
  const optioned = inputs.map((input) => `${input} Options: a b`);

  it.each([true, false])(
    'hides the answer options from the first of several layers: %s',
    async (isOn) => {
      const read = (i: number): string => (isOn ? x(i) : (optioned[i] ?? ''));
      const { scores } = await tableStep({
        start: ['p0', 'p2'],
        targets,
        inputs: optioned,
        settings: { stripOptions: isOn },
      });
      const full = (i: number, h: string): string => `${optioned[i] ?? ''}|${h}`;
      const q = inputs.map((_, i) =>
        weightsOf((h) => logP(0, 'p0', read(i), h) + logP(1, 'p2', full(i, h), y(i))),
      );
      expect(scores).toEqual([
        ofEach((p) => meanOver((i) => expected(q[i], (h) => logP(0, p, read(i), h)))),
        ofEach((p) => meanOver((i) => expected(q[i], (h) => logP(1, p, full(i, h), y(i))))),
      ]);
    },
  );

  it.each([true, false])('hides them above too if upper inputs are stripped: %s', async (isOn) => {
    const { scores } = await tableStep({
      start: ['p0', 'p2'],
      targets,
      inputs: optioned,
      settings: { stripOptions: isOn },
      strategies: { upperInput: ({ stripped }) => stripped },
    });
    const read = (i: number): string => (isOn ? x(i) : (optioned[i] ?? ''));
    const q = inputs.map((_, i) =>
      weightsOf((h) => logP(0, 'p0', read(i), h) + logP(1, 'p2', `${read(i)}|${h}`, y(i))),
    );
    expect(scores[1]).toEqual(
      ofEach((p) => meanOver((i) => expected(q[i], (h) => logP(1, p, `${read(i)}|${h}`, y(i))))),
    );
  });

  it('leaves a single layer all it reads', async () => {
    const { scores } = await tableStep({
      start: ['p0'],
      targets,
      inputs: optioned,
      settings: { stripOptions: true },
    });
    expect(scores).toEqual([ofEach((p) => meanOver((i) => logP(0, p, optioned[i] ?? '', y(i))))]);
  });
});

describe('standard errors', () => {
  it('are those of a mean over the examples', async () => {
    const { info } = await tableStep({ start: ['p0'], targets });
    const errors = info.layers[0]?.update?.candidates.map(({ standardError }) => standardError);
    const wanted = ['p0', 'p1', 'p2', 'p3', 'p4'].map((p) => {
      const mean = meanOver((i) => logP(0, p, x(i), y(i)));
      const squares = meanOver((i) => (logP(0, p, x(i), y(i)) - mean) ** 2) * inputs.length;
      return near(Math.sqrt(squares / (inputs.length - 1) / inputs.length));
    });
    expect(errors).toEqual(wanted);
  });
});
