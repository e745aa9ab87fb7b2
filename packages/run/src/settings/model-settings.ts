import { sameInBoth } from './same-in-both.ts';
import type { SettingsNamed } from './setting.ts';

/** Which models, where, and how they are asked. */
export const modelSettings: SettingsNamed<
  | 'fwdModelType'
  | 'bwdModelType'
  | 'scoreModel'
  | 'connectionsConfig'
  | 'api'
  | 'probe'
  | 'fwdTemp'
  | 'bwdTemp'
  | 'fwdMaxTokens'
  | 'bwdMaxTokens'
  | 'concurrency'
> = {
  fwdModelType: {
    group: 'Models',
    kind: { type: 'text' },
    placeholder: 'name',
    description:
      'the model that answers: a name at the endpoint, embedded for the small one that ships with the project, a model of `dln models fetch`, or file: and the path of a GGUF file; default: the only one that the endpoint serves; without an endpoint, embedded for the tasks that it knows (navigate, hyperbaton)',
    defaults: sameInBoth(null),
  },
  bwdModelType: {
    group: 'Models',
    kind: { type: 'text' },
    placeholder: 'name',
    description: 'the model that proposes prompts and hidden texts; the forward model if not given',
    defaults: sameInBoth(null),
  },
  scoreModel: {
    group: 'Models',
    kind: { type: 'text' },
    placeholder: 'name',
    description:
      'the model that gives log-probabilities, through completions; the forward model if not given',
    defaults: sameInBoth(null),
  },
  connectionsConfig: {
    group: 'Models',
    kind: { type: 'text' },
    placeholder: 'file',
    description:
      'YAML of named models with their endpoints, temperatures and lengths; the options above then name entries of it',
    defaults: sameInBoth(null),
  },
  api: {
    group: 'Models',
    kind: { type: 'choice', choices: ['auto', 'completions', 'chat'] },
    description:
      'how the endpoint is spoken to; auto: chat at OpenAI and Azure, completions elsewhere',
    defaults: { standard: 'auto', reference: 'completions' },
  },
  probe: {
    group: 'Models',
    kind: { type: 'boolean' },
    description:
      'ask the endpoint a few questions first, to find out what it can score; without it, what is usual for its kind is taken for granted',
    defaults: { standard: true, reference: false },
  },
  fwdTemp: {
    group: 'Models',
    kind: { type: 'number', minimum: 0 },
    description: 'temperature of the forward pass in a training step',
    defaults: sameInBoth(0),
  },
  bwdTemp: {
    group: 'Models',
    kind: { type: 'number', minimum: 0 },
    description:
      'temperature at which prompts and hidden texts are proposed; what --connections-config says goes first',
    defaults: sameInBoth(0.7),
  },
  fwdMaxTokens: {
    group: 'Models',
    kind: { type: 'integer', minimum: 1 },
    description: 'the most tokens of a forward reply, where nothing else limits it',
    defaults: sameInBoth(256),
  },
  bwdMaxTokens: {
    group: 'Models',
    kind: { type: 'integer', minimum: 1 },
    description: 'the most tokens of a proposal; what --connections-config says goes first',
    defaults: sameInBoth(512),
  },
  concurrency: {
    group: 'Models',
    kind: { type: 'integer', minimum: 1 },
    description: 'requests under way at once',
    defaults: sameInBoth(32),
  },
};
