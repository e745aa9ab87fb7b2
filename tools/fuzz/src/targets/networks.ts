import { parseNetworkFile } from '@dln/vi';
import { mutateJson } from '../mutate.ts';
import type { FuzzTarget } from '../target.ts';

const NETWORK = {
  format: 'dln-network',
  formatVersion: 2,
  layers: [
    {
      parameters: { instruction: 'Think.', demonstrations: [{ input: 'a', output: 'b' }] },
      template: { name: 't', version: 'v1.0', text: '{{ prompt }} {{ input }}', stopTokens: null },
      residualTemplate: null,
      outputClasses: ['yes|Yes', 'no|No'],
      writesClasses: true,
      maxTokens: 9,
    },
  ],
  stripOptions: false,
  preset: 'standard',
  task: { dataset: 'navigate', instruction: 'Answer.', loss: 'exact_match_loss' },
  trainedWith: { forward: 'a', backward: 'a', score: 'a' },
  scores: { devAccuracy: 0.5, testAccuracy: null },
};

/** Another person's network.json. */
export const networks: FuzzTarget = {
  name: 'networks',
  longCount: 3_000,
  run: ({ random }) => void parseNetworkFile(mutateJson(random, NETWORK)),
};
