import type { TemplateVariables } from '@dln/templates';
import type { Layers } from '../layers/layer.ts';

/** Stands before what a hidden layer reads, so that a counting model knows whose text it writes. */
const MARK = '\u0000';

/** Layers of which all but the last one mark what they read. */
export function markHiddenLayers(layers: Layers): Layers {
  const last = layers.length - 1;
  return layers.map((layer, index) => {
    if (index === last) return layer;
    const { template } = layer;
    return {
      ...layer,
      template: {
        ...template,
        render: (variables: TemplateVariables) => MARK + template.render(variables),
      },
    };
  }) as unknown as Layers;
}

/** Whether a hidden layer reads the text. */
export function isOfHiddenLayer(text: string): boolean {
  return text.includes(MARK);
}

/** The text as a model reads it. */
export function withoutMark(text: string): string {
  return text.replace(MARK, '');
}
