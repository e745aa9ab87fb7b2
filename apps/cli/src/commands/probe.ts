import { identifyModel, probeModel, type LanguageModel } from '@dln/llm';
import {
  type Configuration,
  type GivenSettings,
  isLocalName,
  openConnections,
  openLocalModel,
  openProbeMemory,
  openServedModel,
  probesFile,
  resolveSettings,
  usualCacheFile,
} from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';

const wordings = {
  scoreText: 'log-probabilities of a given text',
  promptLists: 'several prompts in one request',
  nextToken: 'most likely next tokens',
  seeds: 'the same reply for the same seed',
} as const;

/** Prints what a model can do, as it showed it. */
export async function probe(options: {
  readonly model: string | undefined;
  readonly flags: GivenSettings;
  readonly isJson: boolean;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { model, flags, isJson, surroundings } = options;
  const { stdout, signal } = surroundings;
  const settings = resolveSettings(flags);
  const named = { ...settings, fwdModelType: model ?? null };
  const file = settings.connectionsConfig;
  const { model: asked, identity } =
    file === null ? await openNamed(named, signal) : await openConnected(named, file);
  const report = await probeModel(asked, { signal });
  if (identity !== undefined) {
    const place = { file: usualCacheFile(surroundings.cacheFolder), isNamed: false };
    const probes = openProbeMemory({ file: probesFile(place), now: () => new Date() });
    probes.remember(identity, report.capabilities);
  }
  if (isJson) {
    stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return;
  }
  const { modelId, findings, capabilities } = report;
  const lines = findings.map(
    ({ capability, works, detail }) =>
      `  ${works ? 'yes' : 'no '}  ${wordings[capability]}${detail === '' ? '' : ` (${detail})`}`,
  );
  const { contextLength } = capabilities;
  if (contextLength !== undefined) lines.push(`  context length ${contextLength} tokens`);
  stdout.write(`${[modelId, ...lines, ...advise(capabilities)].join('\n')}\n`);
}

/** A model, and where training would look for what is remembered of it. */
interface Asked {
  readonly model: LanguageModel;
  readonly identity?: string;
}

/** A model as it is, with no claims about what it can do. */
async function openNamed(settings: Configuration, signal: AbortSignal): Promise<Asked> {
  const { fwdModelType: name, format } = settings;
  if (name !== null && isLocalName(name)) return { model: await openLocalModel(name, format) };
  const { model, endpoint } = await openServedModel(settings, signal);
  return { model, identity: identifyModel(endpoint, model) };
}

async function openConnected(settings: Configuration, file: string): Promise<Asked> {
  const { registry, forward } = await openConnections(settings, file);
  return { model: registry.get(forward) };
}

/** What can be trained with such a model. */
function advise({
  scoresText,
  maxTopTokens,
}: {
  readonly scoresText: boolean;
  readonly maxTopTokens: number;
}): readonly string[] {
  if (scoresText) return ['It can train networks of any number of layers.'];
  if (maxTopTokens > 0)
    return [
      'It can train one layer that answers with classes (--one-layer); deeper networks with --hidden-scoring-function accuracy.',
    ];
  return [
    'It gives no log-probabilities: train with --output-scoring-function samples (or accuracy) and --hidden-scoring-function accuracy.',
  ];
}
