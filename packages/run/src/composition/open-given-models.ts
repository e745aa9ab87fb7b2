import {
  createRegistry,
  deduplicate,
  wrapModel,
  type LanguageModel,
  type ModelDefaults,
} from '@dln/llm';
import type { Configuration } from '../settings/configuration.ts';
import { nothingFound, type ModelSources } from './findings.ts';
import { distinctIds, type GivenModels } from './given-models.ts';
import { nameOfOther, type OpenedModels } from './opened-models.ts';
import { underCaps } from './under-caps.ts';

/**
 * Registers models that a program brings, under the caps of the run. They are not probed: their
 * capabilities are taken as they are.
 */
export function openGivenModels(
  { bwdTemp, bwdMaxTokens, fwdMaxTokens, preset, seed }: Configuration,
  { forward, backward, score, judge = forward, others = [] }: GivenModels,
  { keep = (model) => model, budget, modules }: ModelSources,
): OpenedModels {
  const wrapped = new Map<LanguageModel, LanguageModel>();
  const names = distinctIds([forward, ...others]);
  const open = (model: LanguageModel, name = model.id): LanguageModel => {
    const known = wrapped.get(model);
    if (known) return known;
    const isLocal = model.capabilities.textScoring === 'in-process';
    const counted = underCaps(model, budget);
    const opened = wrapModel(keep(counted, `program ${name}`, isLocal), deduplicate());
    wrapped.set(model, opened);
    return opened;
  };
  // The reference's models draw a seed for each call; otherwise each request brings its own.
  const seeded: ModelDefaults = preset === 'reference' ? { seed } : {};
  const registry = createRegistry();
  registry.register('forward', open(forward), {
    temperature: 0,
    maxTokens: fwdMaxTokens,
    ...seeded,
  });
  registry.register('backward', open(backward ?? forward), {
    temperature: bwdTemp,
    maxTokens: bwdMaxTokens,
    ...seeded,
  });
  if (score) registry.register('score', open(score));
  const isJudged = modules?.metric?.judgeModel !== undefined;
  if (isJudged) registry.register('judge', open(judge));
  for (const [at, other] of others.entries())
    registry.register(nameOfOther(at), open(other, names[at + 1]), {
      temperature: 0,
      maxTokens: fwdMaxTokens,
    });
  return {
    registry,
    forward: 'forward',
    backward: 'backward',
    score: score ? 'score' : 'forward',
    ...(isJudged ? { judge: 'judge' } : {}),
    others: others.map((_, at) => nameOfOther(at)),
    proposals: {},
    findings: nothingFound,
    // A program closes what it has opened.
    close: async () => undefined,
  };
}
