import type { GuideOutput } from '../session/records.ts';
import type { GuideState } from '../session/guide-state.ts';
import { listComparisons } from './comparisons.ts';

/** An input as raters left it. It was not held back. */
export interface RatedInput {
  readonly input: string;
  /** What the current parameters give. */
  readonly output: GuideOutput;
  /** The label, or else the output that raters preferred; null if they found none good. */
  readonly target: string | null;
  /** 0 if the current output is as good as the target. */
  readonly loss: number;
  /** `[hidden layer][text]`: the different texts that candidates wrote on the way. */
  readonly hiddenTexts: readonly (readonly string[])[];
}

/** What a proposal learns from. */
export interface Feedback {
  readonly examples: readonly RatedInput[];
  /** What raters wrote, the latest first, each once. */
  readonly comments: readonly string[];
}

const MOST_COMMENTS = 5;

/**
 * Collects what ratings say of the inputs that were not held back. Nothing of a held-back input is
 * in it, no comment either.
 */
export function collectFeedback(state: GuideState): Feedback {
  const { inputs } = state.started;
  const examples = inputs.flatMap(({ text, target, group }, index): readonly RatedInput[] => {
    if (group === 'held-back') return [];
    const output = latestOutput(state, index);
    if (!output) return [];
    const hiddenTexts = listHiddenTexts(state, index);
    if (target !== null)
      return output.loss === null
        ? []
        : [{ input: text, output, target, loss: output.loss, hiddenTexts }];
    const preferred = collectPreferred(state, index);
    if (preferred === undefined) return [];
    const isSame = preferred?.trim() === output.output.trim();
    return [{ input: text, output, target: preferred, loss: isSame ? 0 : 1, hiddenTexts }];
  });
  return { examples, comments: collectComments(state) };
}

function latestOutput({ rounds, current }: GuideState, input: number): GuideOutput | undefined {
  return rounds
    .flatMap(({ outputs }) => outputs)
    .findLast((one) => one.candidate === current.id && one.input === input && one.failure === null);
}

function listHiddenTexts({ started, rounds }: GuideState, input: number): readonly string[][] {
  const own = rounds
    .flatMap(({ outputs }) => outputs)
    .filter((one) => one.input === input && one.failure === null);
  return started.parameters
    .slice(0, -1)
    .map((_, layer) => [...new Set(own.flatMap(({ hiddenTexts }) => hiddenTexts[layer] ?? []))]);
}

/**
 * The output with the most wins; null if all ratings found both outputs bad, undefined without
 * ratings.
 */
export function collectPreferred(state: GuideState, input: number): string | null | undefined {
  const outputs = state.rounds
    .flatMap((round) => round.outputs)
    .filter((one) => one.input === input && one.failure === null);
  const textOf = (candidate: string): string | undefined =>
    outputs.findLast((one) => one.candidate === candidate)?.output;
  const wins = new Map<string, number>();
  const add = (candidate: string, share: number): void => {
    const text = textOf(candidate);
    if (text !== undefined) wins.set(text, (wins.get(text) ?? 0) + share);
  };
  for (const { first, second, share, input: on } of listComparisons(state))
    if (on === input) {
      add(first, share - 0.5);
      add(second, 0.5 - share);
    }
  const [best] = [...wins].toSorted(([, one], [, other]) => other - one);
  if (!best) return undefined;
  const [text, surplus] = best;
  if (surplus > 0) return text;
  return isAllBad(state, input) ? null : text;
}

function isAllBad({ rounds, pairRatings }: GuideState, input: number): boolean {
  const shown = new Set(
    rounds.flatMap(({ round, pairs }) =>
      pairs.filter((pair) => pair.input === input).map(({ id }) => `${round}\n${id}`),
    ),
  );
  const said = pairRatings.filter(
    ({ round, pair, verdict }) => verdict !== 'skip' && shown.has(`${round}\n${pair}`),
  );
  return said.length > 0 && said.every(({ verdict }) => verdict === 'both-bad');
}

function collectComments({ started, rounds, pairRatings, hiddenRatings }: GuideState): string[] {
  const inputOf = new Map(
    rounds.flatMap(({ round, pairs }) =>
      pairs.map(({ id, input }): [string, number] => [`${round}\n${id}`, input]),
    ),
  );
  const said = [
    ...pairRatings.map(({ round, pair, comment, at }) => ({
      input: inputOf.get(`${round}\n${pair}`),
      comment,
      at,
    })),
    ...hiddenRatings.map(({ input, comment, at }) => ({ input, comment, at })),
  ];
  const comments = said
    .filter(({ input }) => input !== undefined && started.inputs[input]?.group === 'proposing')
    .toSorted((one, other) => other.at - one.at)
    .flatMap(({ comment }) => comment?.trim() || []);
  return [...new Set(comments)].slice(0, MOST_COMMENTS);
}
