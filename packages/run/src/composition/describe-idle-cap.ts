import type { Budget, ModelRegistry } from '@dln/llm';

/** A cap on cost that cannot end anything, because no model costs anything; undefined otherwise. */
export function describeIdleCap(
  registry: Pick<ModelRegistry, 'names' | 'get'>,
  budget: Budget | undefined,
): string | undefined {
  if (budget?.limits.dollars === undefined) return undefined;
  const isFree = registry.names.every((name) => {
    const { price } = registry.get(name);
    return price?.input === 0 && price.output === 0;
  });
  if (!isFree) return undefined;
  return 'The cap on cost (`maxCost`) ends nothing: the models cost nothing. Cap requests, tokens or minutes instead.';
}
