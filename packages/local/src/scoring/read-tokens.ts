import type { ScoredToken } from '@dln/llm';

import type { RowAnswer } from '../engine/read-answer.ts';
import type { Engine } from '../engine/open-engine.ts';
import type { CallContext } from '../evaluation/call-context.ts';
import { readPaths } from '../evaluation/read-paths.ts';
import type { Path } from '../planning/path.ts';
import { planReadings } from '../planning/plan-readings.ts';
import { checkTokens } from '../tokens/check-tokens.ts';
import { placeTokens } from '../tokens/place-tokens.ts';
import { nameTokens } from './name-tokens.ts';

/** A token of a text, and how likely it is after those before it. */
export interface TokenReading {
  readonly id: number;
  /** Its text; `<token 12>` for a token that is part of a character. */
  readonly text: string;
  /** Where its text begins: characters (code points) of the texts before it. */
  readonly offset: number;
  /** In nats. Null for the first token. */
  readonly logProbability: number | null;
  /** The most likely tokens at its place, best first. Empty for the first token. */
  readonly top: readonly ScoredToken[];
}

/**
 * Reads texts token by token, each in one pass: log p(token | tokens before it), and the `top` most
 * likely tokens at each place.
 *
 * @throws ContextOverflowError, LocalModelArgumentError before any evaluation
 */
export async function readTokens(
  texts: readonly (readonly number[])[],
  {
    engine,
    signal,
    onPlanned,
    top,
  }: Pick<CallContext<never>, 'engine' | 'signal' | 'onPlanned'> & { readonly top: number },
): Promise<readonly (readonly TokenReading[])[]> {
  for (const text of texts) checkTokens(text, engine);
  const answers = new Map<number, readonly RowAnswer[]>();
  const scored = [...texts.keys()].filter((index) => (texts[index]?.length ?? 0) > 1);
  const paths = scored.map((index) => pathOf(texts[index] as readonly number[]));
  // The same rows once more, for the most likely tokens; the plan evaluates each row once.
  const best = top === 0 ? [] : paths.map(({ tokens }) => topPath(tokens));
  const all = [...paths, ...best];
  const plan = planReadings(all);
  onPlanned(plan.distinctPrefixTokens);
  await readPaths({
    paths: all,
    plan,
    lanes: engine.lanes,
    top,
    signal,
    onAnswered(index, rows) {
      const text = scored[index];
      if (text !== undefined) answers.set(text, rows);
    },
  });
  return texts.map((tokens, index) =>
    describeTokens(tokens, { rows: answers.get(index) ?? [], top, engine }),
  );
}

function pathOf(tokens: readonly number[]): Path {
  return { tokens: tokens.slice(0, -1), targets: tokens.slice(1) };
}

function topPath(tokens: readonly number[]): Path {
  return { tokens, targets: tokens.map(() => 'top' as const) };
}

function describeTokens(
  tokens: readonly number[],
  {
    rows,
    top,
    engine: { tokenizer },
  }: { readonly rows: readonly RowAnswer[]; readonly top: number; readonly engine: Engine },
): readonly TokenReading[] {
  const places = placeTokens(tokens, tokenizer);
  return tokens.map((id, index) => {
    const answer = rows[index - 1];
    const place = places[index] as (typeof places)[number];
    if (answer === undefined) return { id, ...place, logProbability: null, top: [] };
    return {
      id,
      ...place,
      logProbability: answer.get(id) as number,
      top: nameTokens(sortAnswer(answer), tokens.slice(0, index), tokenizer).slice(0, top),
    };
  });
}

/** An answer also has the token itself, at any place. */
function sortAnswer(answer: RowAnswer): RowAnswer {
  return new Map([...answer].toSorted((left, right) => right[1] - left[1]));
}
