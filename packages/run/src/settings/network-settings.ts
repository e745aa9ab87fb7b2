import { sameInBoth } from './same-in-both.ts';
import type { SettingsNamed } from './setting.ts';

/**
 * The layers. In the names that come from the reference, p1 is the hidden layer (every hidden layer, where there are several) and p2 the
 * layer that answers.
 */
export const networkSettings: SettingsNamed<
  | 'layers'
  | 'prompts'
  | 'templates'
  | 'initP1'
  | 'initP2'
  | 'trainP1'
  | 'trainP2'
  | 'pHidden'
  | 'pClass'
  | 'pResidual'
  | 'p1MaxTokens'
  | 'p2MaxTokens'
  | 'forwardUseClasses'
  | 'stripOptionsForHidden'
  | 'templatesDir'
> = {
  layers: {
    group: 'Network',
    kind: { type: 'integer', minimum: 1 },
    description: 'how many layers the network has; the last one answers',
    defaults: sameInBoth(2),
  },
  prompts: {
    group: 'Network',
    kind: { type: 'texts' },
    placeholder: 'text',
    description: 'the prompt a layer starts from; once for each layer, first layer first',
    defaults: sameInBoth(null),
  },
  templates: {
    group: 'Network',
    kind: { type: 'texts' },
    placeholder: 'name',
    description: 'the template of a layer; once for each layer, first layer first',
    defaults: sameInBoth(null),
  },
  initP1: {
    group: 'Network',
    kind: { type: 'text' },
    placeholder: 'text|file',
    description:
      'the prompt that layer 1 of two starts from, or a .json or .log file of an earlier run to take it from; empty where it is not given',
    defaults: sameInBoth(null),
  },
  initP2: {
    group: 'Network',
    kind: { type: 'text' },
    placeholder: 'text|file',
    description:
      "the prompt that the last layer starts from, or a file as for --init-p1; the task's instruction where it is not given",
    defaults: sameInBoth(null),
  },
  trainP1: {
    group: 'Network',
    kind: { type: 'boolean' },
    description: 'learn the prompts of the hidden layers',
    defaults: sameInBoth(true),
  },
  trainP2: {
    group: 'Network',
    kind: { type: 'boolean' },
    description: 'learn the prompt of the last layer',
    defaults: sameInBoth(true),
  },
  pHidden: {
    group: 'Network',
    kind: { type: 'text' },
    placeholder: 'template',
    description: 'how a hidden layer puts its prompt and its input to the model',
    defaults: sameInBoth('suffix_forward_tbs'),
  },
  pClass: {
    group: 'Network',
    kind: { type: 'text' },
    placeholder: 'template',
    description: 'how the last layer puts its prompt and its input to the model',
    defaults: sameInBoth('classify_forward'),
  },
  pResidual: {
    group: 'Network',
    kind: { type: 'text' },
    placeholder: 'template',
    description: 'how a hidden text and the input before it become the input of the next layer',
    defaults: sameInBoth('classify_residual'),
  },
  p1MaxTokens: {
    group: 'Network',
    kind: { type: 'integer', minimum: 1 },
    description: 'the most tokens of a hidden text',
    defaults: sameInBoth(256),
  },
  p2MaxTokens: {
    group: 'Network',
    kind: { type: 'integer', minimum: 1 },
    description: 'the most tokens of an answer that is written freely',
    defaults: sameInBoth(20),
  },
  forwardUseClasses: {
    group: 'Network',
    kind: { type: 'boolean' },
    description: "answer with the most probable of the task's classes, instead of writing freely",
    defaults: sameInBoth(true),
  },
  stripOptionsForHidden: {
    group: 'Network',
    kind: { type: 'boolean' },
    description: 'hide the answer options ("Options:" and what follows) from the hidden layers',
    defaults: sameInBoth(false),
  },
  templatesDir: {
    group: 'Network',
    kind: { type: 'text' },
    placeholder: 'folder',
    description: 'a folder of YAML templates of your own, looked in before the shipped ones',
    defaults: sameInBoth(null),
  },
};
