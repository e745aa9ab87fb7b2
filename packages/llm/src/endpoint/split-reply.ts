import { z } from 'zod';

const countsSchema = z.object({
  prompt_tokens: z.number(),
  completion_tokens: z.number().nullish(),
  prompt_tokens_details: z
    .object({ cached_tokens: z.number().nullish() })
    .nullish()
    .catch(undefined),
});
const replySchema = z.looseObject({
  choices: z.array(z.looseObject({ index: z.number().optional() })),
  usage: countsSchema.nullish().catch(undefined),
});
type Choice = z.infer<typeof replySchema>['choices'][number];

/** The request that a reply answers. */
export interface SplitRequest {
  readonly body: Readonly<Record<string, unknown>>;
  readonly prompts: readonly unknown[];
}

/**
 * One reply per prompt, from the reply to a list of prompts; undefined unless it has exactly one
 * choice for each. The counts of the usage are split too, and add up to those of the whole: by the
 * tokens of each choice if the reply shows them, by the lengths of the texts otherwise.
 */
export function splitReply(
  value: unknown,
  { body, prompts }: SplitRequest,
): readonly unknown[] | undefined {
  const parsed = replySchema.safeParse(value);
  if (!parsed.success) return undefined;
  const { choices: unsorted, usage, ...rest } = parsed.data;
  const choices = inOrder(unsorted);
  if (choices === undefined || choices.length !== prompts.length) return undefined;
  if (usage === null || usage === undefined)
    return choices.map((choice) => ({ ...rest, choices: [choice] }));
  const isEcho = body['echo'] === true;
  const tokenCounts = choices.map(countTokens);
  const promptSizes = prompts.map(
    (prompt, index) => (isEcho ? tokenCounts[index] : undefined) ?? lengthOf(prompt),
  );
  // A reply of one token at most has as many tokens as any other.
  const isTiny = typeof body['max_tokens'] === 'number' && body['max_tokens'] <= 1;
  const replySizes = choices.map((choice, index) =>
    isTiny || isEcho ? 1 : (tokenCounts[index] ?? lengthOf(choice['text'])),
  );
  const { completion_tokens, prompt_tokens_details: details } = usage;
  const promptTokens = splitCount(usage.prompt_tokens, promptSizes);
  const completionTokens = splitCount(completion_tokens ?? 0, replySizes);
  const cachedTokens = splitCount(details?.cached_tokens ?? 0, promptSizes);
  return choices.map((choice, index) => ({
    ...rest,
    choices: [choice],
    usage: {
      prompt_tokens: promptTokens[index],
      completion_tokens: completionTokens[index],
      prompt_tokens_details: { cached_tokens: cachedTokens[index] },
    },
  }));
}

/** The choices by their index; in the order of the reply if it has none. */
function inOrder(choices: readonly Choice[]): readonly Choice[] | undefined {
  if (choices.every(({ index }) => index === undefined)) return choices;
  const sorted = choices.toSorted((one, other) => (one.index ?? -1) - (other.index ?? -1));
  return sorted.every(({ index }, place) => index === place) ? sorted : undefined;
}

const tokensSchema = z.object({
  logprobs: z.object({ tokens: z.custom<readonly unknown[]>(Array.isArray) }),
});

function countTokens(choice: Choice): number | undefined {
  const parsed = tokensSchema.safeParse(choice);
  return parsed.success ? parsed.data.logprobs.tokens.length : undefined;
}

/** At least 1, so that every prompt has a share. */
function lengthOf(text: unknown): number {
  return typeof text === 'string' ? Buffer.byteLength(text) + 1 : 1;
}

/** Whole numbers in proportion to the sizes, which add up to the total. */
function splitCount(total: number, sizes: readonly number[]): readonly number[] {
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  let before = 0;
  let given = 0;
  return sizes.map((size) => {
    before += size;
    const until = whole === 0 ? total : Math.round((total * before) / whole);
    const share = until - given;
    given = until;
    return share;
  });
}
