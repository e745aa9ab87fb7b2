import {
  parseConfigurationFile,
  resolveConfiguration,
  settingNames,
  settingOf,
  settings,
} from '@dln/run';
import { hostileValue, mutateText, pick } from '../mutate.ts';
import type { FuzzTarget } from '../target.ts';

const BASE = `dataset: navigate
preset: standard
layers: 2
iters: 5
batchSize: 10
prompts: ["Think.", "Answer."]
fwdModelType: embedded
maxCost: 1.5
useMemory: 2
`;

/** YAML files and flags of `dln train`. */
export const configuration: FuzzTarget = {
  name: 'configuration',
  longCount: 12_000,
  run: ({ random }) => {
    const name = pick(random, settingNames);
    const flags = { [name]: hostileValue(random) };
    const other = pick(random, Object.keys(settings) as readonly (typeof name)[]);
    const yaml = `${BASE}${other}: ${JSON.stringify(settingOf(other).defaults.standard)}\n`;
    const kind = random.integer(0, 3);
    if (kind === 0) {
      resolveConfiguration({ flags: { dataset: 'navigate', ...flags } });
      return;
    }
    const text =
      kind === 1
        ? mutateText(random, yaml)
        : `${yaml}${name}: ${pick(random, ['', '*x', '&x [*x]', '!!x ', '> '])}${JSON.stringify(flags[name])}\n`;
    const file = { path: 'run.yaml', values: parseConfigurationFile('run.yaml', text) };
    resolveConfiguration({ flags: {}, file });
  },
};
