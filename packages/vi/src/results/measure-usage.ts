import {
  addUsage,
  NO_USAGE,
  promptText,
  wrapModel,
  type AnyResult,
  type LanguageModel,
  type ModelMiddleware,
  type Prompt,
  type Usage,
} from '@dln/llm/model';

/** Counts what each input of a network uses, from the requests that its models get. */
export interface UsageMeter {
  /** The model, counted. */
  watch(model: LanguageModel): LanguageModel;
  /**
   * Usage of each input so far.
   *
   * @param contexts `[input][layer]`: what each layer read. A request belongs to the input whose
   * context it begins with.
   */
  usageOf(contexts: readonly (readonly string[])[]): readonly Usage[];
}

interface Asked {
  readonly context: string;
  /** Tells requests of one context apart. */
  readonly continuation: string;
  readonly usage: Usage;
}

/** A meter that has counted nothing. */
export function createUsageMeter(): UsageMeter {
  const asked: Asked[] = [];
  const add = (requests: readonly Omit<Asked, 'usage'>[], results: readonly AnyResult[]): void => {
    requests.forEach((request, index) => {
      const usage = results[index]?.usage;
      if (usage) asked.push({ ...request, usage });
    });
  };
  const metering: ModelMiddleware = {
    wrapGenerate: async ({ requests, options, next }) => {
      const results = await next(requests, options);
      add(
        requests.map(({ prompt }) => readPrompt(prompt)),
        results,
      );
      return results;
    },
    wrapScoreText: async ({ requests, options, next }) => {
      const results = await next(requests, options);
      add(
        requests.map(({ context, continuation }) => ({ ...readPrompt(context), continuation })),
        results,
      );
      return results;
    },
    wrapNextToken: async ({ requests, options, next }) => {
      const results = await next(requests, options);
      add(requests.map(readPrompt), results);
      return results;
    },
  };
  return {
    watch: (model) => wrapModel(model, metering),
    usageOf: (contexts) => {
      const totals = contexts.map(() => NO_USAGE);
      const owners = ownersOf(contexts);
      const seen = new Map<string, number>();
      for (const { context, continuation, usage } of asked) {
        const mine = findOwners(owners, context);
        // The same request once more is that of the next input with the same text.
        const key = JSON.stringify([context, continuation]);
        const times = seen.get(key) ?? 0;
        seen.set(key, times + 1);
        const owner = mine[times % mine.length];
        const before = owner === undefined ? undefined : totals[owner];
        if (owner !== undefined && before !== undefined) totals[owner] = addUsage(before, usage);
      }
      return totals;
    },
  };
}

function readPrompt(prompt: Prompt): Omit<Asked, 'usage'> {
  return { context: promptText(prompt), continuation: '' };
}

function ownersOf(contexts: readonly (readonly string[])[]): ReadonlyMap<string, number[]> {
  const owners = new Map<string, number[]>();
  contexts.forEach((layers, input) => {
    for (const context of layers) owners.set(context, [...(owners.get(context) ?? []), input]);
  });
  return owners;
}

/**
 * The inputs with this context or, for a request that continues one, with the longest context that
 * it begins with.
 */
function findOwners(owners: ReadonlyMap<string, number[]>, context: string): readonly number[] {
  const exact = owners.get(context) ?? owners.get(context.replace(/\n$/u, ''));
  if (exact) return exact;
  let longest = '';
  for (const known of owners.keys())
    if (known.length > longest.length && context.startsWith(known)) longest = known;
  return owners.get(longest) ?? [];
}
