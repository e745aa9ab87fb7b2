import type { LanguageModel, Prompt, Usage } from '@dln/llm';
import { promptText } from '@dln/llm/model';

/** Counts what each input of a network uses, from the requests that its models get. */
export interface UsageMeter {
  /** The model, counted. */
  watch(model: LanguageModel): LanguageModel;
  /**
   * Usage of each input so far.
   *
   * @param contexts `[input][layer]`: what each layer read. A request belongs to the input whose context it begins with.
   */
  usageOf(contexts: readonly (readonly string[])[]): readonly Usage[];
}

interface Asked {
  readonly context: string;
  /** Tells requests of one context apart. */
  readonly continuation: string;
  readonly usage: Usage;
}

const NOTHING: Usage = { promptTokens: 0, completionTokens: 0, requests: 0 };

/** A meter that has counted nothing. */
export function createUsageMeter(): UsageMeter {
  const asked: Asked[] = [];
  /** Counts the answers of a call. */
  const count = <Request, Result extends { readonly usage: Usage }>(
    requests: readonly Request[],
    results: readonly Result[],
    describe: (request: Request) => Omit<Asked, 'usage'>,
  ): readonly Result[] => {
    requests.forEach((request, index) => {
      const usage = results[index]?.usage;
      if (usage) asked.push({ ...describe(request), usage });
    });
    return results;
  };
  return {
    watch: (model) => {
      const scoreText = model.scoreText?.bind(model);
      const nextToken = model.nextToken?.bind(model);
      return {
        ...model,
        capabilities: model.capabilities,
        countTokens: (text) => model.countTokens(text),
        generate: async (requests, options = {}) =>
          count(requests, await model.generate(requests, options), ({ prompt }) =>
            ofPrompt(prompt),
          ),
        ...(scoreText === undefined
          ? {}
          : {
              scoreText: async (requests, options = {}) =>
                count(
                  requests,
                  await scoreText(requests, options),
                  ({ context, continuation }) => ({
                    context: promptText(context),
                    continuation,
                  }),
                ),
            }),
        ...(nextToken === undefined
          ? {}
          : {
              nextToken: async (contexts, options) =>
                count(contexts, await nextToken(contexts, options), ofPrompt),
            }),
      };
    },
    usageOf: (contexts) => {
      const totals = contexts.map(() => NOTHING);
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

function ofPrompt(prompt: Prompt): Omit<Asked, 'usage'> {
  return { context: promptText(prompt), continuation: '' };
}

function ownersOf(contexts: readonly (readonly string[])[]): ReadonlyMap<string, number[]> {
  const owners = new Map<string, number[]>();
  contexts.forEach((layers, input) => {
    for (const context of layers) owners.set(context, [...(owners.get(context) ?? []), input]);
  });
  return owners;
}

/** The inputs with this context or, for a request that continues one, with the longest context that it begins with. */
function findOwners(owners: ReadonlyMap<string, number[]>, context: string): readonly number[] {
  const exact = owners.get(context) ?? owners.get(context.replace(/\n$/u, ''));
  if (exact) return exact;
  let longest = '';
  for (const known of owners.keys())
    if (known.length > longest.length && context.startsWith(known)) longest = known;
  return owners.get(longest) ?? [];
}

function addUsage(one: Usage, other: Usage): Usage {
  const isFirst = one.requests === 0;
  const dollars = isFirst
    ? other.dollars
    : one.dollars === undefined || other.dollars === undefined
      ? undefined
      : one.dollars + other.dollars;
  return {
    promptTokens: one.promptTokens + other.promptTokens,
    completionTokens: one.completionTokens + other.completionTokens,
    requests: (one.requests ?? 1) + (other.requests ?? 1),
    ...(one.estimated === true || other.estimated === true ? { estimated: true } : {}),
    ...(dollars === undefined ? {} : { dollars }),
  };
}
