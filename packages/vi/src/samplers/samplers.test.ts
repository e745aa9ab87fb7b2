import { RandomState } from '@dln/random';
import type { Template } from '@dln/templates';
import { describe, expect, it } from 'vitest';
import { planPosterior } from './posterior-sampler.ts';
import { onePromptForm, planProposals, threePromptsForm } from './prompt-sampler.ts';
import { everyPairing, tiedPairing } from './proposal-pairing.ts';
import { finishedReplies, repliesAsTheyCome } from './reply-reading.ts';
import { seedsOfSamples, seedsOfTheModel, seedsOfTheRequest } from './request-seeds.ts';
import { withoutReasoning } from './without-reasoning.ts';

function template(messages?: readonly string[]): Template {
  return {
    name: 't',
    version: '1.0',
    source: 'test',
    text: '',
    variables: [],
    render: (variables) => JSON.stringify(variables),
    ...(messages ? { messageAlternatives: messages } : {}),
  };
}

const examples = ['a', 'b', 'c', 'd', 'e'].map((input) => ({
  input,
  output: `${input}!`,
  target: `${input}?`,
  loss: 1,
}));

interface Rendered {
  readonly prompt: string;
  readonly message: string | null;
  readonly backward_infos: readonly { readonly input: string }[];
}

const read = (text: string): Rendered => JSON.parse(text) as Rendered;

describe('planProposals', () => {
  const plan = (changes: Partial<Parameters<typeof planProposals>[0]>): readonly Rendered[] =>
    planProposals({
      template: template(['m0', 'm1']),
      form: onePromptForm,
      examples,
      prompts: ['p0', 'p1'],
      count: 4,
      shown: 5,
      pairing: everyPairing,
      random: new RandomState(1),
      ...changes,
    }).map(({ text }) => read(text));

  it('pairs prompts and messages in turn', () => {
    expect(plan({}).map(({ prompt, message }) => [prompt, message])).toEqual([
      ['p0', 'm0'],
      ['p1', 'm1'],
      ['p1', 'm0'],
      ['p0', 'm1'],
    ]);
    const tied = plan({ pairing: tiedPairing });
    expect(tied.map(({ prompt, message }) => [prompt, message])).toEqual([
      ['p0', 'm0'],
      ['p1', 'm1'],
      ['p0', 'm0'],
      ['p1', 'm1'],
    ]);
    expect(plan({ template: template() }).map(({ message }) => message)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('asks once for as many prompts as a reply holds', () => {
    expect([0, 1, 3, 4].map((count) => plan({ count, form: threePromptsForm }).length)).toEqual([
      0, 1, 1, 2,
    ]);
    expect(plan({ count: 3 })).toHaveLength(3);
  });

  it('shows as many examples as are asked for, in a new random order', () => {
    const requests = planProposals({
      template: template(),
      form: onePromptForm,
      examples,
      prompts: ['p0'],
      count: 3,
      shown: 2,
      pairing: everyPairing,
      random: new RandomState(1),
    });
    const random = new RandomState(1);
    for (const { seen, text, withFirst } of requests) {
      const order = random.permutation(examples.length).slice(0, 2);
      expect(seen).toEqual(order);
      expect(read(text).backward_infos).toEqual(order.map((at) => examples[at]));
      const shorter = withFirst(1);
      expect(shorter.seen).toEqual(order.slice(0, 1));
      expect(read(shorter.text).backward_infos).toEqual(
        order.slice(0, 1).map((at) => examples[at]),
      );
    }
  });
});

describe('planPosterior', () => {
  it('asks for each example as often as samples are drawn, with a message in turn', () => {
    const asked = planPosterior({
      templates: [template(['m0', 'm1'])],
      examples: [
        { input: 'x', text: 'h', target: 'y' },
        { input: 'X', text: 'H', target: 'Y' },
      ],
      prompt: 'p',
      nextPrompt: 'n',
      samples: 3,
      random: new RandomState(1),
    });
    const of = (input: string, h: string, y: string, message: string): unknown => ({
      input,
      h,
      y,
      prompt: 'p',
      next_prompt: 'n',
      message,
    });
    expect(asked.map((text) => JSON.parse(text) as unknown)).toEqual([
      of('x', 'h', 'y', 'm0'),
      of('x', 'h', 'y', 'm1'),
      of('x', 'h', 'y', 'm0'),
      of('X', 'H', 'Y', 'm0'),
      of('X', 'H', 'Y', 'm1'),
      of('X', 'H', 'Y', 'm0'),
    ]);
  });

  it('draws one of several templates for each request', () => {
    const [one, other] = [template(['one']), template(['other'])];
    const draw = (seed: number): readonly string[] =>
      planPosterior({
        templates: [one, other],
        examples: [{ input: 'x', text: 'h', target: 'y' }],
        prompt: 'p',
        nextPrompt: 'n',
        samples: 20,
        random: new RandomState(seed),
      }).map((text) => read(text).message ?? '');
    expect(new Set(draw(1))).toEqual(new Set(['one', 'other']));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });
});

describe('forms of a reply', () => {
  it('of one prompt hold nothing if it is cut', () => {
    expect(onePromptForm.parse(' a\nb ')).toEqual(['a\nb']);
    expect(onePromptForm.wholePart('a\nb')).toBe('');
    expect([onePromptForm.promptsPerReply, threePromptsForm.promptsPerReply]).toEqual([1, 3]);
  });

  it('of a list hold the lines that were finished', () => {
    expect(threePromptsForm.wholePart('a\nb\nc')).toBe('a\nb\n');
    expect(threePromptsForm.wholePart('a')).toBe('');
    expect(threePromptsForm.parse(' 12. a \n\n 3)b\nc. d')).toEqual(['a', 'b', 'c. d']);
  });
});

describe('pairings', () => {
  it('turn by their numbers', () => {
    const pairs = (pairing: typeof everyPairing, prompts: number, messages: number): unknown =>
      Array.from({ length: 6 }, (_, at) => {
        const { prompt, message } = pairing(at, { prompts, messages });
        return `${prompt}${message}`;
      });
    expect(pairs(everyPairing, 2, 4)).toEqual(['00', '11', '02', '13', '10', '01']);
    expect(pairs(everyPairing, 3, 2)).toEqual(['00', '11', '20', '01', '10', '21']);
    expect(pairs(tiedPairing, 3, 2)).toEqual(['00', '11', '20', '01', '10', '21']);
    expect(pairs(everyPairing, 1, 1)).toEqual(['00', '00', '00', '00', '00', '00']);
  });
});

describe('seeds', () => {
  const place = { step: 3, layer: 1, purpose: 'proposal' } as const;

  it('are these for these places, in every version: recorded runs depend on them', () => {
    expect(seedsOfTheRequest(42)(place, 2)).toEqual([1758620006, 1080172385]);
    expect(seedsOfTheRequest(42)({ ...place, round: 1 }, 1)).toEqual([298606751]);
    expect(seedsOfSamples(42)(2)).toEqual([952914742, 199841554]);
    expect(seedsOfTheModel(place, 3)).toBeUndefined();
  });

  it('differ by purpose', () => {
    const purposes = [
      'forward',
      'posterior',
      'proposal',
      'validation',
      'test',
      'scoring',
      'bound',
    ] as const;
    const seeds = purposes.map((purpose) => seedsOfTheRequest(42)({ ...place, purpose }, 1)?.[0]);
    expect(new Set(seeds).size).toBe(purposes.length);
  });
});

describe('withoutReasoning', () => {
  const words = (count: number): string => Array.from({ length: count }, () => 'w').join(' ');

  it.each([
    // Less than eight words after a beginning name a form; eight are reasoning.
    [`Use <think>${words(7)}</think> here`, `Use <think>${words(7)}</think> here`],
    [`Use <think>${words(8)}</think> here`, 'Use  here'],
    // An end without a beginning: twenty words, or a line without other text.
    [`${words(19)}</think> here`, `${words(19)}</think> here`],
    [`${words(20)}</think> here`, 'here'],
    [`${words(2)}</think>\nhere`, 'here'],
    ['<|start|>here<|end|>', 'here'],
    ['<|channel|>final<|message|>here', 'here'],
  ])('of %j is %j', (reply, rest) => {
    expect(withoutReasoning(reply)).toBe(rest);
  });

  it.each([
    [`Use <think> and ${words(6)}`, `Use <think> and ${words(6)}`],
    [`Use <think> and ${words(7)}`, undefined],
  ])('open at the end of %j: %j', (reply, rest) => {
    expect(withoutReasoning(reply)).toBe(rest);
  });
});

describe('replies', () => {
  it('are kept as they come, or left out, as the reading is told', () => {
    expect([
      finishedReplies.keepsUnfinishedPrompts,
      repliesAsTheyCome.keepsUnfinishedPrompts,
    ]).toEqual([false, true]);
    const cut = { text: ' x ', finishReason: 'length' } as const;
    expect(repliesAsTheyCome.hiddenText(cut)).toEqual({ content: ' x ', problem: 'cut-by-length' });
    expect(finishedReplies.hiddenText(cut)).toEqual({ content: 'x', problem: 'cut-by-length' });
    const stopped = { text: ' ', finishReason: 'stop' } as const;
    expect(repliesAsTheyCome.hiddenText(stopped)).toEqual({ content: ' ', problem: 'empty' });
  });
});
