import { argMax } from '../numerics/arg-max.ts';
import { indexed } from '../numerics/indexed.ts';
import { mean } from '../numerics/mean.ts';
import type { LayerParameters } from '../layers/layer-parameters.ts';
import { renderResidual } from '../layers/render-layer.ts';
import { scoreLayer } from '../layers/score-layer.ts';
import { writeLayer } from '../layers/write-layer.ts';
import { mapOutcome, type Outcome, thenAsk, zip } from '../scoring/outcome.ts';
import { callsOf, layerAt, type InferenceContext } from './inference-context.ts';
import type { PromptEvidence } from './prompt-evidence.ts';
import type { JointChoice, PromptUpdate } from './prompt-update.ts';
import { scoringOptions } from './scoring-options.ts';

/** The comparisons of a step, one for each layer that has one. */
export type LayerUpdates = ReadonlyMap<number, PromptUpdate>;

/**
 * Scores the best candidates of all layers together: the network answers the examples that ranked
 * every layer, hidden texts at temperature 0, and the combination with the largest mean
 * log-likelihood of the targets is taken. The separate choices come first among equals. Without two
 * layers to choose for, or with `jointChoice: 1`, nothing is asked.
 */
export async function chooseJointly(
  context: InferenceContext,
  evidence: readonly PromptEvidence[],
  updates: LayerUpdates,
): Promise<LayerUpdates> {
  const { jointChoice } = context.settings;
  if (jointChoice < 2 || updates.size < 2) return updates;
  const layers = [...updates.keys()].toSorted((one, other) => one - other);
  const shortlists = layers.map((layer) => shortlist(updateAt(updates, layer), jointChoice));
  const combinations = product(shortlists);
  context.onPhase?.('scoring');
  const values: (readonly Outcome<{ readonly value: number }>[])[] = [];
  const examples = sharedExamples(evidence, [...updates.values()]);
  for (const combination of combinations)
    values.push(await scoreNetwork(context, evidence, { layers, updates, combination, examples }));
  // Every combination is judged on the same examples.
  const answered = [...examples.keys()].filter((at) =>
    values.every((row) => !indexed(row, at).failure),
  );
  if (answered.length === 0) return updates;
  const means = values.map((row) => mean(answered.map((at) => valueOf(indexed(row, at)))));
  const best = argMax(means);
  const joint: JointChoice = {
    combinations: combinations.length,
    examples: answered.length,
    gain: indexed(means, best) - indexed(means, 0),
  };
  return new Map(
    zip(layers, indexed(combinations, best)).map(([layer, chosen]) => {
      const update = updateAt(updates, layer);
      const own = { ...joint, separate: update.chosen };
      return [
        layer,
        {
          ...update,
          chosen,
          parameters: indexed(update.candidates, chosen).parameters,
          joint: own,
        },
      ];
    }),
  );
}

function updateAt(updates: LayerUpdates, layer: number): PromptUpdate {
  const update = updates.get(layer);
  if (!update) throw new RangeError(`layer ${layer + 1} has no comparison`);
  return update;
}

/** The places of the best candidates that stayed to the end, the chosen one first. */
function shortlist({ candidates, chosen, withheld }: PromptUpdate, most: number): number[] {
  // Another candidate may not replace the present one.
  if (withheld) return [chosen];
  const others = [...candidates.keys()]
    .filter((at) => at !== chosen && !candidates[at]?.dropped)
    .toSorted((one, other) => compare(indexed(candidates, one), indexed(candidates, other)));
  return [chosen, ...others.slice(0, most - 1)];
}

function compare(one: { readonly reward: number }, other: { readonly reward: number }): number {
  return one.reward === other.reward ? 0 : other.reward - one.reward;
}

/** Every way to take one of each list; the firsts of all of them first. */
function product(lists: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return lists.reduce<readonly (readonly number[])[]>(
    (all, list) => all.flatMap((before) => list.map((one) => [...before, one])),
    [[]],
  );
}

/** The places of the examples that ranked every layer, or of all if no example did. */
function sharedExamples(
  [first]: readonly PromptEvidence[],
  updates: readonly PromptUpdate[],
): readonly number[] {
  const { examples = [] } = first ?? {};
  const all = [...examples.keys()];
  const shared = all.filter((at) =>
    updates.every(({ rankedOn = [] }) => rankedOn.includes(indexed(examples, at).batchIndex)),
  );
  return shared.length === 0 ? all : shared;
}

interface Combination {
  readonly layers: readonly number[];
  readonly updates: LayerUpdates;
  readonly combination: readonly number[];
  readonly examples: readonly number[];
}

/** log p(target) of each example under a combination. */
async function scoreNetwork(
  context: InferenceContext,
  evidence: readonly PromptEvidence[],
  { layers, updates, combination, examples }: Combination,
): Promise<readonly Outcome<{ readonly value: number }>[]> {
  const parametersOf = (index: number): LayerParameters => {
    const place = layers.indexOf(index);
    if (place === -1) return indexed(indexed(evidence, index).parameters, index);
    return indexed(updateAt(updates, index).candidates, indexed(combination, place)).parameters;
  };
  const last = evidence.length - 1;
  let passing: readonly Outcome<{ readonly input: string; readonly at: number }>[] = examples.map(
    (at) => ({ input: indexed(indexed(evidence, 0).examples, at).layerInput, at }),
  );
  for (let index = 0; index < last; index++) {
    const above = layerAt(context, index + 1);
    const parameters = parametersOf(index);
    passing = await thenAsk(passing, async (open) => {
      const texts = await writeLayer(
        layerAt(context, index),
        open.map(({ input }) => ({ input, parameters })),
        {
          calls: callsOf(context, 'forward'),
          scoreModel: callsOf(context, 'score'),
          classScoring: context.strategies.classScoring,
          temperature: 0,
        },
      );
      return zip(open, texts).map(([{ at }, outcome]) =>
        mapOutcome(outcome, ({ text }) => {
          const { upperInput } = indexed(indexed(evidence, index).examples, at);
          return { input: renderResidual(above, text, upperInput), at };
        }),
      );
    });
  }
  const parameters = parametersOf(last);
  return thenAsk(passing, async (open) =>
    scoreLayer(
      layerAt(context, last),
      open.map(({ input, at }) => {
        const [target] = indexed(indexed(evidence, last).examples, at).targets;
        if (!target) throw new RangeError(`example ${at} has no target`);
        return { input, parameters, target: target.text };
      }),
      scoringOptions(context),
    ),
  );
}

function valueOf(outcome: Outcome<{ readonly value: number }>): number {
  if (outcome.failure) throw new RangeError('a combination without an answer');
  return outcome.value;
}
