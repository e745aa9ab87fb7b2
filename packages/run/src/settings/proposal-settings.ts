import { sameInBoth } from './same-in-both.ts';
import type { SettingsNamed } from './setting.ts';

/** How new prompts are proposed. The `standard` numbers are those of the paper's experiments (paper, section 5.1 and appendix I). */
export const proposalSettings: SettingsNamed<
  'qPrompt' | 'numPSamples' | 'numP1Steps' | 'heldOutPromptRanking'
> = {
  qPrompt: {
    group: 'Prompt proposals',
    kind: { type: 'text' },
    placeholder: 'template',
    description: 'how the backward model is asked for a better prompt',
    // Only versions with messages make proposals differ as the paper has them.
    defaults: { standard: 'q_action_prompt:v3.5', reference: 'q_action_prompt' },
  },
  numPSamples: {
    group: 'Prompt proposals',
    kind: { type: 'integer', minimum: 2, referenceMinimum: 0 },
    description: 'candidate prompts for each layer in a step, the current prompt among them',
    defaults: { standard: 20, reference: 5 },
  },
  numP1Steps: {
    group: 'Prompt proposals',
    kind: { type: 'integer', minimum: 1, referenceMinimum: 0 },
    description: "rounds of proposals for a hidden layer's prompt in a step",
    defaults: sameInBoth(1),
  },
  heldOutPromptRanking: {
    group: 'Prompt proposals',
    kind: { type: 'boolean' },
    description: 'show half of the batch to a proposal and keep the other half for ranking it',
    defaults: { standard: true, reference: false },
  },
};
