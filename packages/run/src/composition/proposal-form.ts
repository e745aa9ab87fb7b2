import type { Template } from '@dln/templates';
import { onePromptForm, threePromptsForm, type ProposalForm } from '@dln/vi';

/**
 * How replies to a proposal template are read: the sequential form asks for a list of three, any
 * other for one prompt.
 */
export function proposalForm({ name }: Template): ProposalForm {
  return name.endsWith('_seq') ? threePromptsForm : onePromptForm;
}
