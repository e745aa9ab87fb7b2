import type { Template, TemplateVariables } from '@dln/templates';
import { expect, it } from 'vitest';
import type { Layer, Layers } from '../layers/layer.ts';
import { renderLayer } from '../layers/render-layer.ts';
import { makeUpText } from './made-up-text.ts';
import { createPromptReferences } from './prompt-references.ts';

let renderings = 0;
const template: Template = {
  name: 'plain',
  version: '1.0',
  source: 'prompt-references.test.ts',
  text: '',
  variables: ['prompt', 'input', 'answer'],
  render: ({ prompt, input, answer }: TemplateVariables) => {
    renderings++;
    return `${String(prompt)}: ${String(input)} ${String(answer)}`.trim();
  },
};
const layer: Layer = { template, writesClasses: false, maxTokens: 4 };

const referencesTo = (depth: number) => {
  const layers = Array.from({ length: depth }, () => layer) as unknown as Layers;
  const references = createPromptReferences(layers);
  const render = (at: number, instruction: string, input: string, output?: string): string => {
    const own = references.layers[at];
    if (!own) throw new RangeError(`no layer ${at}`);
    const demonstrations = output === undefined ? [] : [{ input: 'shown', output }];
    return renderLayer(own, { instruction, demonstrations }, input);
  };
  return { ...references, render };
};

it('renders one reference per instruction, input and demonstrations, and expands it', () => {
  const { render, expand } = referencesTo(1);
  const texts = [
    render(0, 'p', 'x'),
    render(0, 'p', 'x'),
    render(0, 'q', 'x'),
    render(0, 'p', 'y'),
    render(0, 'p', 'x', 'a'),
    render(0, 'p', 'x', 'b'),
  ];
  expect(new Set(texts).size).toBe(5);
  expect(texts.map((text) => expand(`${text}\n`))).toEqual([
    'p: x\n',
    'p: x\n',
    'q: x\n',
    'p: y\n',
    'p: : shown a\n\n\nx\n',
    'p: : shown b\n\n\nx\n',
  ]);
});

it('shares prompts that differ in the numbers of made-up texts only, and renders them once', () => {
  const { render, split } = referencesTo(1);
  renderings = 0;
  const prompts = [1, 2].flatMap((number) =>
    [3, 4].map((other) => render(0, makeUpText(60, number), `x ${makeUpText(9, other)}`)),
  );
  expect(new Set(prompts).size).toBe(4);
  expect(renderings).toBe(1);
  const shared = prompts.map((prompt) => split(prompt)?.prompt);
  expect(new Set(shared).size).toBe(1);
  expect(split(render(0, makeUpText(61, 1), 'x'))?.prompt).not.toBe(shared[0]);
});

it('shares demonstrations with made-up answers, too', () => {
  const { render, split } = referencesTo(1);
  const [one, other, longer] = [makeUpText(5, 1), makeUpText(5, 2), makeUpText(6, 2)].map(
    (answer) => split(render(0, 'p', 'x', answer))?.prompt,
  );
  expect(one).toBe(other);
  expect(one).not.toBe(longer);
});

it('splits a text into its prompt and what follows', () => {
  const { render, split } = referencesTo(1);
  const reference = render(0, 'p', 'x');
  expect(split(`${reference}\nbegun`)).toEqual({
    prompt: { text: 'p: x', isHidden: false },
    reference,
    rest: '\nbegun',
  });
  expect(split('a request for proposals')).toBeUndefined();
});

it('knows the prompts of hidden layers', () => {
  const { render, split } = referencesTo(3);
  const isHidden = [0, 1, 2].map((at) => split(render(at, 'p', 'x'))?.prompt.isHidden);
  expect(isHidden).toEqual([true, true, false]);
});

it('refuses a reference of other layers', () => {
  const text = referencesTo(1).render(0, 'p', 'x');
  expect(() => referencesTo(1).split(text)).toThrow('no prompt 0 among 0');
});
