import { z } from 'zod';
import { inGroup, setting } from './setting.ts';
import { PLAIN_PATH, PROMPT_PATH, SCHEMA_PATH } from './setting-path.ts';

/**
 * The layers. In names that come from the reference, p1 is the hidden layer (all hidden layers, if
 * there are several) and p2 the layer that answers.
 */
export const networkSettings = inGroup('Network', {
  layers: setting(z.int().min(1), {
    default: 2,
    description: 'layers of the network; the last one answers',
    unit: 'layers',
  }),
  prompts: setting(z.array(z.string()).nullable(), {
    default: null,
    description: 'the initial prompt of each layer, first layer first',
    placeholder: 'text',
    flag: 'prompt',
  }),
  templates: setting(z.array(z.string()).nullable(), {
    default: null,
    description: 'the template of each layer, first layer first',
    placeholder: 'name',
    flag: 'template',
  }),
  initP1: setting(z.string().nullable(), {
    default: null,
    description:
      'the initial prompt of layer 1 of two, or a .json or .log file of an earlier run that has it; default: empty',
    placeholder: 'text|file',
    path: PROMPT_PATH,
  }),
  initP2: setting(z.string().nullable(), {
    default: null,
    description:
      "the initial prompt of the last layer, or a file as for `initP1`; default: the task's instruction",
    placeholder: 'text|file',
    path: PROMPT_PATH,
  }),
  trainP1: setting(z.boolean(), {
    default: true,
    description: 'learn the prompts of the hidden layers',
  }),
  trainP2: setting(z.boolean(), {
    default: true,
    description: 'learn the prompt of the last layer',
  }),
  pHidden: setting(z.string(), {
    default: 'suffix_forward_tbs',
    description: 'the template by which a hidden layer combines its prompt and its input',
    placeholder: 'template',
  }),
  pClass: setting(z.string(), {
    default: 'classify_forward',
    description: 'the template by which the last layer combines its prompt and its input',
    placeholder: 'template',
  }),
  layout: setting(z.enum(['given', 'auto']), {
    default: 'given',
    description:
      'auto: before training, choose the template of the last layer among the given one, `input_output`, `input_output_short` and `input_output_line`, by the likelihood of training targets',
    decidesAccuracy: true,
  }),
  pResidual: setting(z.string(), {
    default: 'classify_residual',
    description:
      'the template by which the input of a layer is made of the hidden text and the input before it',
    placeholder: 'template',
  }),
  p1MaxTokens: setting(z.int().min(1), {
    default: 256,
    description:
      'limit of the length of a hidden text; the `reference` preset limits samples of the backward model by `bwdMaxTokens` instead',
    unit: 'tokens',
  }),
  p2MaxTokens: setting(z.int().min(1), {
    default: 20,
    description: 'limit of the length of a generated answer',
    unit: 'tokens',
  }),
  outputSchema: setting(z.string().nullable(), {
    default: null,
    description:
      'the JSON Schema that answers must match: JSON, or the path of a JSON or YAML file; answers may then have 256 tokens, or `p2MaxTokens` if that is more; default: as the description of the data says, else any text',
    placeholder: 'file',
    path: SCHEMA_PATH,
    decidesAccuracy: true,
  }),
  forwardUseClasses: setting(z.boolean(), {
    default: true,
    description: "answer with the most probable of the task's classes instead of generating text",
  }),
  stripOptionsForHidden: setting(z.boolean(), {
    default: false,
    description: 'hide the answer options ("Options:" and what follows) from the hidden layers',
    inference: 'stripOptions',
  }),
  templatesDir: setting(z.string().nullable(), {
    default: null,
    description: 'a folder of YAML templates, searched before the shipped ones',
    placeholder: 'folder',
    path: PLAIN_PATH,
  }),
});
