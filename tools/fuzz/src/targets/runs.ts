import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRuns, readRecordedRun, readRun, resolveConfiguration, writeRunRecord } from '@dln/run';
import { mutateBytes, mutateJson, pick } from '../mutate.ts';
import type { FuzzTarget } from '../target.ts';

const EVENTS: readonly object[] = [
  { type: 'validated', iteration: 0, devAccuracy: 0.5, isBest: true, parameters: [] },
  { type: 'stepped', iteration: 0, spending: { requestsSent: 3, tokens: 99 } },
  {
    type: 'tested',
    testAccuracy: 0.5,
    examples: [{ input: 'a', target: 'yes', hiddenTexts: ['h'], output: 'no', loss: 1 }],
  },
];

const AGREEMENT = {
  ...{ labels: 'labels.csv', count: 50, agreed: 40, share: 0.8, interval: [0.67, 0.89] },
  ...{ kappa: 0.55, correlation: null, leniency: 0, falselyRight: 5, falselyWrong: 5, skipped: 0 },
};

const FILES = ['config.json', 'events.jsonl', 'network.json', 'agreement.json', 'lock'];

async function writeRun(folder: string): Promise<void> {
  const configuration = resolveConfiguration({ flags: { dataset: 'navigate', layers: 1 } });
  await writeRunRecord(folder, {
    configuration,
    versions: { '@dln/run': '0.0.0' },
    findings: { served: 'm', endpoint: null, capabilities: {}, probeRequests: 0 },
    fingerprints: { data: 'a', templates: 'b' },
  });
  writeFileSync(
    join(folder, 'events.jsonl'),
    EVENTS.map((event) => `${JSON.stringify(event)}\n`).join(''),
  );
  writeFileSync(join(folder, 'network.json'), '{"format":"dln-network","layers":[]}');
  writeFileSync(join(folder, 'agreement.json'), JSON.stringify([AGREEMENT]));
  writeFileSync(join(folder, 'lock'), '');
}

/** Damaged run directories. */
export const runs: FuzzTarget = {
  name: 'runs',
  longCount: 320,
  run: async ({ random, folder }) => {
    const run = join(folder, 'run');
    rmSync(run, { recursive: true, force: true });
    mkdirSync(run);
    await writeRun(run);
    const file = join(run, pick(random, FILES));
    const bytes = readFileSync(file);
    const isJson = file.endsWith('.json') && random.integer(0, 2) === 0;
    const mutant = isJson
      ? Buffer.from(JSON.stringify(mutateJson(random, JSON.parse(bytes.toString()))))
      : mutateBytes(random, bytes.length === 0 ? Buffer.alloc(200, 'x') : bytes);
    if (random.integer(0, 20) === 0) rmSync(file);
    else writeFileSync(file, mutant);
    await findRuns(folder);
    await readRecordedRun(run, () => undefined);
    await readRun(run);
  },
};
