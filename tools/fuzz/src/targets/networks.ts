import { parseNetworkFile } from '@dln/vi';
import { mutateJson } from '../mutate.ts';
import type { FuzzTarget } from '../target.ts';

const NETWORK = {
  format: 'dln-network',
  version: 1,
  layers: [
    {
      parameters: { instruction: 'Think.', demonstrations: [{ input: 'a', output: 'b' }] },
      template: { name: 't', version: 'v1.0', text: '{{ prompt }} {{ input }}', stopTokens: null },
      outputClasses: ['yes|Yes', 'no|No'],
    },
  ],
};

/** Another person's network.json. */
export const networks: FuzzTarget = {
  name: 'networks',
  longCount: 3_000,
  run: ({ random }) => void parseNetworkFile(mutateJson(random, NETWORK)),
};
