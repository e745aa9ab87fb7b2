import { createRegistry, type LanguageModel, type ModelDefaults } from '@dln/llm';
import type { Configuration } from '../settings/configuration.ts';
import { readEnvironment } from '../environment.ts';
import { createModelOpener } from './create-model-opener.ts';
import {
  createDemonstrationModelError,
  isDemonstrationTask,
} from './create-demonstration-model-error.ts';
import type { ModelSources } from './findings.ts';
import { nameOfOther, type OpenedModels } from './opened-models.ts';

/**
 * Opens models at the endpoint that the environment describes, or in this process. Forward and
 * backward model are registered each for itself, also where they are the same, and share what has
 * been asked.
 *
 * @throws ConfigurationError if no model is named, no endpoint is set, and the task is not one
 *   of the demonstration
 * @throws ModelSettingError, ConfigurationError before anything is asked of a model
 */
export async function openEnvironment(
  configuration: Configuration,
  signal: AbortSignal,
  sources: ModelSources = {},
): Promise<OpenedModels> {
  const { fwdModelType, bwdModelType, scoreModel, api, preset, seed, dataset } = configuration;
  const otherNames = configuration.models?.slice(1) ?? [];
  const isUnnamed = fwdModelType === null && (sources.findings?.served ?? null) === null;
  if (isUnnamed && !readEnvironment().namesEndpoint && !isDemonstrationTask(dataset))
    throw createDemonstrationModelError(dataset);
  const opener = createModelOpener(configuration, signal, sources);
  const served = fwdModelType ?? sources.findings?.served ?? (await opener.defaultName());
  const judgeName = sources.modules?.metric?.judgeModel;
  for (const name of [served, bwdModelType, scoreModel, judgeName, ...otherNames])
    if (name !== null && name !== undefined) opener.requirePrice(name);
  const forward = await opener.open(served, api);
  const backward = await opener.open(bwdModelType ?? served, api);
  // Only completions score texts, however the other models are spoken to.
  const score = scoreModel === null ? undefined : await opener.open(scoreModel, 'completions');

  const judge = judgeName === undefined ? undefined : await opener.open(judgeName ?? served, api);

  const others = await openInTurn(otherNames, (name) => opener.open(name, api));

  const { fwdMaxTokens, bwdTemp, bwdMaxTokens } = configuration;
  // The reference's models draw a seed for each call; in the standard preset each request brings
  // its own.
  const seeded: ModelDefaults = preset === 'reference' ? { seed } : {};
  const registry = createRegistry();
  registry.register('forward', forward, { temperature: 0, maxTokens: fwdMaxTokens, ...seeded });
  registry.register('backward', backward, {
    temperature: bwdTemp,
    maxTokens: bwdMaxTokens,
    ...seeded,
  });
  if (score !== undefined) registry.register('score', score);
  if (judge !== undefined) registry.register('judge', judge);
  for (const [at, model] of others.entries())
    registry.register(nameOfOther(at), model, { temperature: 0, maxTokens: fwdMaxTokens });
  return {
    registry,
    forward: 'forward',
    backward: 'backward',
    score: score === undefined ? 'forward' : 'score',
    ...(judge === undefined ? {} : { judge: 'judge' }),
    others: others.map((_, at) => nameOfOther(at)),
    proposals: {},
    findings: opener.findings(served),
    close: async () => {
      await opener[Symbol.asyncDispose]();
    },
  };
}

/** One after the other: each may be probed, and its requests are counted. */
async function openInTurn(
  names: readonly string[],
  open: (name: string) => Promise<LanguageModel>,
): Promise<readonly LanguageModel[]> {
  const models: LanguageModel[] = [];
  for (const name of names) models.push(await open(name));
  return models;
}
