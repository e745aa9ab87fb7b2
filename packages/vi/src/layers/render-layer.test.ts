import { createTemplate } from '@dln/templates/template';
import { describe, expect, it } from 'vitest';
import { instructionOnly, keyOfNetwork } from './layer-parameters.ts';
import type { Layer } from './layer.ts';
import { renderLayer } from './render-layer.ts';

const layerWith = (text: string): Layer => ({
  template: createTemplate({ name: 't', version: '1', source: 'test', text }),
  writesClasses: false,
  maxTokens: 5,
});
const demonstrations = [
  { input: '1', output: 'odd' },
  { input: '2', output: 'even' },
];
const parameters = { instruction: 'Odd or even?', demonstrations };

describe('renderLayer', () => {
  const layer = layerWith('{{ prompt }}\n\n{{ input }}\n\nAnswer:\n{{ answer }}');

  it('puts demonstrations before the input, as few-shot examples stand', () => {
    expect(renderLayer(layer, parameters, '3')).toBe(
      'Odd or even?\n\n1\n\nAnswer:\nodd\n\n\n2\n\nAnswer:\neven\n\n\n3\n\nAnswer:',
    );
  });

  it('renders the template alone without demonstrations', () => {
    expect(renderLayer(layer, instructionOnly('Odd?'), '3')).toBe('Odd?\n\n3\n\nAnswer:');
  });

  it('leaves the layout to a template that reads demonstrations', () => {
    const own = layerWith(
      '{{ prompt }}{% for one in demonstrations %} {{ one.input }}={{ one.output }}{% endfor %} {{ input }}{{ answer }}',
    );
    expect(renderLayer(own, parameters, '3')).toBe('Odd or even? 1=odd 2=even 3');
  });
});

describe('keyOfNetwork', () => {
  it('is that of earlier versions without demonstrations', () => {
    expect(keyOfNetwork(['a', 'b'].map(instructionOnly))).toBe('["a","b"]');
  });

  it('tells demonstrations and their order apart', () => {
    const keys = [[], demonstrations, demonstrations.toReversed()].map((own) =>
      keyOfNetwork([{ instruction: 'a', demonstrations: own }]),
    );
    expect(new Set(keys).size).toBe(3);
  });
});
