import type { LanguageModel } from '@dln/llm';
import type { EnsembleMember, ModelEnsemble, NetworkModels } from '@dln/vi';
import type { Configuration } from '../settings/configuration.ts';

/** The models on which a network must work; undefined for one model. */
export function createEnsemble(
  { models: names, modelWeights, modelAggregate }: Configuration,
  models: NetworkModels,
  others: readonly LanguageModel[],
): ModelEnsemble | undefined {
  const weightAt = (at: number): number => modelWeights?.[at] ?? 1;
  const [second, ...more] = others.map((model, index): EnsembleMember => ({
    name: names?.[index + 1] ?? model.id,
    weight: weightAt(index + 1),
    models: { forward: model, backward: models.backward, score: model },
  }));
  if (!second) return undefined;
  const first = { name: names?.[0] ?? models.forward.id, weight: weightAt(0), models };
  return { aggregate: modelAggregate, members: [first, second, ...more] };
}
