import type { NetworkFile } from '@dln/vi';

const template = (text: string, stopTokens: readonly string[] | null = null) => ({
  name: 't',
  version: '1',
  text,
  stopTokens,
});

const common = {
  format: 'dln-network',
  formatVersion: 2,
  preset: 'standard',
  trainedWith: { forward: 'openai-chat:gpt-x', backward: 'b', score: 's' },
  scores: { devAccuracy: null, testAccuracy: null },
} as const;

/** One layer with demonstrations that writes freely and is then read as a class. */
export const ticketNetwork: NetworkFile = {
  ...common,
  layers: [
    {
      parameters: {
        instruction: 'Name the "priority" of the ticket.',
        demonstrations: [{ input: 'The site is down.', output: 'high' }],
      },
      template: template('{{ prompt }}\n\n{{ input }}\n\nAnswer:\n{{ answer }}', ['#']),
      residualTemplate: null,
      outputClasses: ['high|urgent', 'low'],
      writesClasses: true,
      maxTokens: 12,
    },
  ],
  stripOptions: false,
  task: { dataset: 'tickets', instruction: '', loss: 'class_loss' },
  calling: { api: 'chat', model: 'gpt-x', scoreModel: null, answers: 'whole-class' },
};

/** Two layers that write freely; the first does not see the options. */
export const walkNetwork: NetworkFile = {
  ...common,
  layers: [
    {
      parameters: { instruction: 'Think {{input}}.', demonstrations: [] },
      template: template('{{ input }}\n\n{{ prompt }}'),
      residualTemplate: null,
      outputClasses: null,
      writesClasses: false,
      maxTokens: 64,
    },
    {
      parameters: { instruction: 'Answer.', demonstrations: [] },
      template: template('{{ prompt }}\n\n{{ input }}'),
      residualTemplate: template('{{ input }}\nNotes:\n{{ output }}'),
      outputClasses: null,
      writesClasses: false,
      maxTokens: 8,
    },
  ],
  stripOptions: true,
  task: { dataset: 'walks', instruction: '', loss: 'exact_text_loss' },
  calling: { api: 'completions', model: 'phi', scoreModel: null, answers: 'generated' },
};
