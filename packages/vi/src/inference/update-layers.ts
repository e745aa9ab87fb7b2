import { RandomState } from '@dln/random';
import { indexed } from '../numerics/indexed.ts';
import { parametersAt } from '../layers/layer-parameters.ts';
import type { Candidate } from './candidate-listing.ts';
import { chooseJointly } from './choose-jointly.ts';
import type { Division } from './division.ts';
import { evidenceAt, type ExampleRecord } from './example-record.ts';
import type { InferenceContext } from './inference-context.ts';
import { currentParameters, type PromptEvidence } from './prompt-evidence.ts';
import { countTrials, type ProposerTrials } from './proposer-trials.ts';
import type { PromptUpdate } from './prompt-update.ts';
import { settleAll } from './settle-all.ts';
import type { StepOptions } from './step-options.ts';
import { updatePrompt } from './update-prompt.ts';

/** What is known of each layer when its parameters are updated. */
export function gatherEvidence(
  { context, state, memory, others = [], wrongTextPenalty }: StepOptions,
  examples: readonly ExampleRecord[],
): readonly PromptEvidence[] {
  return context.layers.map((_, index) => ({
    index,
    step: state.step,
    parameters: state.parameters,
    memory: memory.map((parameters) => parametersAt(parameters, index)),
    examples: examples.map((example) => evidenceAt(context, example, index)),
    ranking: examples.map(({ batchIndex }) => batchIndex),
    trials: state.trials?.[index] ?? {},
    others: context.layers.length === 1 ? others : [],
    explorationPenalty: wrongTextPenalty,
  }));
}

/**
 * The comparisons that give each trained layer new parameters, `[layer][round]`. Layers do not wait
 * for each other; random numbers are drawn before the first request goes out, top layer first, so
 * that the order of replies changes nothing.
 */
export async function updateLayers(
  context: InferenceContext,
  evidence: readonly PromptEvidence[],
  random: RandomState,
): Promise<{
  readonly updates: readonly (readonly PromptUpdate[])[];
  readonly trials: readonly ProposerTrials[] | undefined;
}> {
  const { settings } = context;
  const divider = sharedDivision(context, random);
  const output = evidence.length - 1;
  let current = evidence;
  let updates: readonly (readonly PromptUpdate[])[] = evidence.map(() => []);
  let trials = evidence.map((own) => own.trials);
  for (let round = 0; round < Math.max(1, settings.hiddenPromptSteps); round++) {
    const planned = current
      .filter(({ index }) => settings.trainedLayers[index] && (round === 0 || index !== output))
      .toReversed()
      .map((before) => {
        const { own, shown } = divideEvidence(context, before, divider(random));
        return { own, propose: planProposing(context, { ...own, shown }, round, random) };
      });
    const done = await settleAll(
      planned.map(async ({ own, propose }) => ({
        index: own.index,
        update: await updatePrompt(context, own, await propose()),
      })),
    );
    updates = updates.map((before, index) => [
      ...before,
      ...done.flatMap((one) => (one.index === index ? [one.update] : [])),
    ]);
    trials = trials.map((counts, index) => {
      const made = done.find((one) => one.index === index);
      return made ? countTrials(counts, made.update) : counts;
    });
    current = current.map((own, index) => {
      const chosen = updates[index]?.at(-1)?.parameters;
      if (chosen === undefined) return own;
      return {
        ...own,
        parameters: own.parameters.with(index, chosen),
        trials: indexed(trials, index),
      };
    });
  }
  return {
    updates: await takeTogether(context, evidence, updates),
    trials: settings.proposers.length > 1 ? trials : undefined,
  };
}

/**
 * Which random numbers divide the batch: the same ones for all layers that choose together, so that
 * the same examples rank them.
 */
function sharedDivision(
  { settings, layers }: InferenceContext,
  random: RandomState,
): (random: RandomState) => RandomState {
  if (settings.jointChoice < 2 || layers.length < 2) return (own) => own;
  const state = random.state();
  return () => RandomState.restore(state);
}

/** The last comparison of each layer, with its choice made together with those of the others. */
async function takeTogether(
  context: InferenceContext,
  evidence: readonly PromptEvidence[],
  updates: readonly (readonly PromptUpdate[])[],
): Promise<readonly (readonly PromptUpdate[])[]> {
  const last = new Map(
    updates.flatMap((made, index) => {
      const update = made.at(-1);
      return update ? [[index, update] as const] : [];
    }),
  );
  const chosen = await chooseJointly(context, evidence, last);
  return updates.map((made, index) => {
    const update = chosen.get(index);
    return update ? [...made.slice(0, -1), update] : made;
  });
}

/**
 * Asks for the proposals of the last layer, and compares none. The reference does so by accuracy
 * before it notices that there is nothing to fix (docs/presets.md, M10).
 */
export async function proposeOnly(
  context: InferenceContext,
  evidence: readonly PromptEvidence[],
  random: RandomState,
): Promise<void> {
  const last = evidence.at(-1);
  if (!last) return;
  const { own, shown } = divideEvidence(context, last, random);
  await planProposing(context, { ...own, shown }, 0, random)();
}

/**
 * Divides the examples of the batch into those that proposals may show and those that rank the
 * candidates.
 */
function divideEvidence(
  context: InferenceContext,
  evidence: PromptEvidence,
  random: RandomState,
): { readonly own: PromptEvidence; readonly shown: readonly number[] } {
  const { examples, memory, others } = evidence;
  const division = divisionOf(context, others);
  const known = [currentParameters(evidence), ...memory];
  const { shown, ranking } = division.divide(examples, known, random);
  return { own: { ...evidence, ranking: orderOf(context, ranking, random) }, shown };
}

/** A race scores examples in a random order. */
function orderOf(
  { strategies, settings }: InferenceContext,
  ranking: readonly number[],
  random: RandomState,
): readonly number[] {
  if (strategies.ranking(settings).stops(ranking.length).length === 1) return ranking;
  return random.permutation(ranking.length).map((at) => indexed(ranking, at));
}

function divisionOf(
  { strategies, settings }: InferenceContext,
  others: PromptEvidence['others'],
): Division {
  return strategies.division(settings, others.length === 0);
}

/**
 * Draws the random numbers of the proposals for a layer; they are asked for when the function that
 * it returns is called.
 */
function planProposing(
  context: InferenceContext,
  evidence: PromptEvidence & { readonly shown: readonly number[] },
  round: number,
  random: RandomState,
): () => Promise<readonly Candidate[]> {
  const { index, step, memory, trials, others } = evidence;
  const count = Math.max(0, context.settings.promptCandidates - 1);
  const current = currentParameters(evidence);
  const examples = evidence.examples
    .filter(({ batchIndex }) => evidence.shown.includes(batchIndex))
    .map((example) => ({ ...example.shown, batchIndex: example.batchIndex }));
  const perRequest = divisionOf(context, others).perRequest(examples.length);
  const about = { index, step, round, count, trials, current, memory, others };
  const question = { ...about, examples, perRequest };
  const propose = context.strategies.proposer(context, question, random);
  return async () => {
    context.onPhase?.('proposals');
    return propose();
  };
}
