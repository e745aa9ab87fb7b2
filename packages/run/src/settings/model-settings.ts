import { z } from 'zod';
import { inGroup, setting } from './setting.ts';
import { MODEL_PATH, PLAIN_PATH } from './setting-path.ts';

/** Which models, where, and with which parameters. */
export const modelSettings = inGroup('Models', {
  fwdModelType: setting(z.string().nullable(), {
    default: null,
    description:
      'the model that answers: a name at the endpoint, embedded for the small model that ships with the project, the name of a fetched model, file: and the path of a GGUF file, or a module, such as ./model.mjs; default: the only model of the endpoint; without an endpoint, embedded for the tasks that it knows (navigate, hyperbaton)',
    placeholder: 'name',
    path: MODEL_PATH,
  }),
  bwdModelType: setting(z.string().nullable(), {
    default: null,
    description: 'the model that proposes prompts and hidden texts; default: the forward model',
    placeholder: 'name',
    path: MODEL_PATH,
  }),
  scoreModel: setting(z.string().nullable(), {
    default: null,
    description:
      'the model that gives log-probabilities, through completions; default: the forward model',
    placeholder: 'name',
    path: MODEL_PATH,
  }),
  models: setting(z.array(z.string()).min(2).nullable(), {
    default: null,
    description:
      'models on which the prompts must work: each candidate is scored on every one, and accuracies are reported for each; the first takes the place of `fwdModelType` and writes the texts between layers; default: one model',
    placeholder: 'name',
    flag: 'on-model',
    path: MODEL_PATH,
  }),
  modelWeights: setting(z.array(z.number().gt(0)).nullable(), {
    default: null,
    description: 'the weight of each of `models` in their mean; default: all the same',
    placeholder: 'x',
    flag: 'model-weight',
  }),
  modelAggregate: setting(z.enum(['mean', 'minimum']), {
    default: 'mean',
    description:
      'what the scores of several `models` come to; minimum: each example counts by the model that does worst on it',
  }),
  connectionsConfig: setting(z.string().nullable(), {
    default: null,
    description:
      'YAML of named models with their endpoints, temperatures and lengths; `fwdModelType`, `bwdModelType` and `scoreModel` then name entries of it',
    placeholder: 'file',
    path: PLAIN_PATH,
    decidesAccuracy: true,
  }),
  api: setting(z.enum(['auto', 'completions', 'chat']), {
    defaults: { standard: 'auto', reference: 'completions' },
    description: 'the API of the endpoint; auto: chat at OpenAI and Azure, completions elsewhere',
  }),
  probe: setting(z.boolean(), {
    defaults: { standard: true, reference: false },
    description:
      'send the endpoint a few requests first, to find out what it can score; false: assume what is usual for its kind',
  }),
  format: setting(z.enum(['auto', 'plain', 'chat']), {
    defaults: { standard: 'auto', reference: 'plain' },
    before: 'plain',
    description:
      'how a model in process reads a prompt; plain: the text as it is; chat: a user message in the chat template of the model file; auto: chat if the file has a template',
    decidesAccuracy: true,
  }),
  fwdTemp: setting(z.number().min(0), {
    default: 0,
    description: 'temperature of the forward pass in a training step',
    inference: 'forwardTemperature',
  }),
  bwdTemp: setting(z.number().min(0), {
    default: 0.7,
    description:
      'temperature of proposed prompts and hidden texts; a value in the file of `connectionsConfig` takes precedence',
    inference: 'backwardTemperature',
  }),
  fwdMaxTokens: setting(z.int().min(1), {
    default: 256,
    description: 'limit of the length of a forward reply if nothing else limits it',
    unit: 'tokens',
    decidesAccuracy: true,
  }),
  bwdMaxTokens: setting(z.int().min(1), {
    default: 512,
    description:
      'limit of the length of a proposal or a sampled hidden text; a value in the file of `connectionsConfig` takes precedence',
    unit: 'tokens',
    inference: 'backwardMaxTokens',
  }),
  concurrency: setting(z.int().min(1), {
    default: 32,
    description: 'concurrent requests',
    unit: 'requests',
    isFree: true,
  }),
  promptsPerRequest: setting(z.int().min(1), {
    defaults: { standard: 32, reference: 1 },
    description:
      'limit of the prompts of one request; above 1, the probe finds out whether the server takes a list of prompts; if not, each request holds one',
    unit: 'prompts',
    isFree: true,
  }),
});
