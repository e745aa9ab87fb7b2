import { setImmediate } from 'node:timers/promises';
import type { LanguageModel } from '@dln/llm';
import type { InferenceContext, NetworkModels } from '../inference/inference-context.ts';
import { mapMembers, type EnsembleMember } from '../inference/model-ensemble.ts';
import type { Phase } from '../inference/phase.ts';
import type { Ranking } from '../inference/rankings.ts';
import type { ClassScoring } from '../scoring/class-scores.ts';
import { plannedSteps } from '../training/planned-steps.ts';
import type { PlannedRun } from '../training/run-rules.ts';
import { train } from '../training/train.ts';
import type { TrainOptions } from '../training/train-options.ts';
import type { ValidationPolicy } from '../training/validation-policy.ts';
import type { CallPurpose } from './call-purpose.ts';
import {
  createCountingAccount,
  type CostByPurpose,
  type Multiplicity,
} from './counting-account.ts';
import { createCountingModel } from './counting-model.ts';
import { withOwnPriors } from './counting-layers.ts';
import type { Outlook } from './outlook.ts';
import { keepAll } from './keep-all.ts';
import { createPromptReferences } from './prompt-references.ts';
import { scoreSharedPrompts } from './score-shared-prompts.ts';
import { createReplyWriter } from './write-reply.ts';

/** What a run takes. */
export interface CountedRun extends CostByPurpose {
  /**
   * Outputs that a loss compares by asking a model or a service, each with its example once; 0 for
   * other losses. What the loss asks is in no other figure.
   */
  readonly remoteComparisons: number;
}

/** How far the run is. */
interface Progress {
  phase: Phase;
  validations: number;
  /** Prompts in memory. */
  memory: number;
  /** No validation follows. */
  isLast: boolean;
}

/**
 * Trains with models that count, and adds up what they are asked for. The dataset of the run is
 * left as it is.
 */
export async function countRun(run: PlannedRun, outlook: Outlook): Promise<CountedRun> {
  const progress: Progress = { phase: 'forward', validations: 0, memory: 0, isLast: false };
  const { context, costs, compared } = countingContext(run, outlook, progress);
  const options: TrainOptions = {
    ...run,
    context,
    strategies: {
      ...run.strategies,
      // They were checked with the loss of the run.
      rules: [],
      validation: foresee(run, progress),
    },
    // Prompts that are put back are known already, so a run without patience takes no less.
    settings: { ...run.settings, tolerance: -1 },
    dataset: run.dataset.copy(),
    // Which examples rank together is drawn, and a question that was asked before costs nothing.
    samplerSeed: run.samplerSeed ?? 0,
    onState: ({ memory }) => (progress.memory = memory.length),
  };
  for await (const _ of train(options)) {
    // Counting never waits, so other work of the process would stand still.
    await setImmediate();
    run.context.signal?.throwIfAborted();
  }
  return { ...costs(), remoteComparisons: compared.size };
}

function countingContext(
  { context, settings, parameters }: PlannedRun,
  outlook: Outlook,
  progress: Progress,
): {
  readonly context: InferenceContext;
  readonly costs: () => CostByPurpose;
  /** What a remote loss compares. */
  readonly compared: ReadonlySet<string>;
} {
  const compared = new Set<string>();
  const { layers, models, strategies, templates, loss, signal, alternatives = [] } = context;
  const { ensemble } = context;
  const { verbalizers = [] } = layers.at(-1)?.outputClasses ?? {};
  const account = createCountingAccount();
  const present = parameters[0]?.instruction ?? '';
  const { promptsPerReply } = templates.form;
  const write = createReplyWriter({ outlook, promptsPerReply, present });
  const references = createPromptReferences(withOwnPriors(layers), withOwnPriors(alternatives));
  const [layout, ...layouts] = references.alternatives;
  const answers = { outlook, verbalizers, write, references };
  const kindOf = (prompt: string) =>
    references.split(prompt)?.prompt.isHidden ? 'hiddenText' : ('freeAnswer' as const);
  const backward = createCountingModel({
    ...answers,
    model: models.backward,
    kindOf: () => (progress.phase === 'hidden texts' ? 'hiddenText' : 'learnedPrompt'),
  });
  const inStep = (purpose: CallPurpose) => (): CallPurpose => purposeOf(progress.phase) ?? purpose;
  /** The uncounted model behind each counted one. */
  const uncounted = new Map<LanguageModel, LanguageModel>();
  const countModels = (own: NetworkModels): Omit<NetworkModels, 'backward'> => {
    const forward = createCountingModel({ ...answers, model: own.forward, kindOf });
    const scorer = createCountingModel({ ...answers, model: own.score, kindOf });
    const score = account.count(scorer, inStep('text scores'));
    const writer = account.count(forward, inStep('class scores'));
    uncounted.set(score, scorer).set(writer, forward);
    return { forward: writer, score };
  };
  const countWith = (model: LanguageModel, multiplicity?: Multiplicity): LanguageModel =>
    account.count(uncounted.get(model) ?? model, inStep('class scores'), multiplicity);
  const countedBackward = account.count(backward, () =>
    progress.phase === 'hidden texts' ? 'posterior samples' : 'proposals',
  );
  const counted: NetworkModels = { ...countModels(models), backward: countedBackward };
  const countMember = (member: EnsembleMember): EnsembleMember => ({
    ...member,
    models:
      member.models === models
        ? counted
        : { ...countModels(member.models), backward: countedBackward },
  });
  return {
    costs: account.costs,
    compared,
    context: {
      layers: references.layers,
      ...(layout ? { alternatives: [layout, ...layouts] } : {}),
      models: counted,
      ...(ensemble ? { ensemble: mapMembers(ensemble, countMember) } : {}),
      templates,
      loss: {
        ...loss,
        compute: (outputs, targets, contexts) =>
          outputs.map((output, place) => {
            if (loss.isRemote === true)
              compared.add(JSON.stringify([contexts?.[place]?.input, targets[place], output]));
            return lossAt(place);
          }),
      },
      settings: context.settings,
      strategies: {
        ...strategies,
        classScoring: scoreSharedPrompts(strategies.classScoring, { references, countWith }),
        sampledClassScoring: countThrough(countWith, strategies.sampledClassScoring),
        ranking: (own) => foreseeRace(strategies.ranking(own), outlook),
        acceptance:
          () =>
          ({ rewards }) => ({ chosen: outlook.choose(rewards.length, progress.memory) }),
      },
      ...(signal ? { signal } : {}),
      onPhase: (phase) => {
        progress.phase = phase;
        if (phase === 'validation') progress.validations++;
      },
    },
  };

  function lossAt(place: number): number {
    if (progress.phase === 'forward') return outlook.loss(place);
    // No decision depends on it.
    if (progress.phase !== 'validation') return 0;
    const { validations, isLast } = progress;
    const { memorySize } = settings;
    return 1 - outlook.devAccuracy({ before: validations - 1, memorySize, isLast });
  }
}

/** The purpose of all calls of a phase; undefined if it depends on the call. */
function purposeOf(phase: Phase): CallPurpose | undefined {
  return phase === 'hidden texts' || phase === 'proposals' || phase === 'scoring'
    ? undefined
    : phase;
}

/** The scoring, which counts what it asks apart from texts that are scored. */
export function countThrough(
  countWith: (model: LanguageModel) => LanguageModel,
  scoring: ClassScoring,
): ClassScoring {
  const { plan, problem } = scoring;
  // A scoring may remember what a model answered.
  const countOnce = keepAll(countWith);
  const counted: ClassScoring = Object.assign(
    (...[contexts, options]: Parameters<ClassScoring>) =>
      scoring(contexts, {
        ...options,
        calls: { ...options.calls, model: countOnce(options.calls.model) },
      }),
    { plan, ...(problem ? { problem } : {}) },
  );
  return counted;
}

/** The same stops; how many candidates stay is part of the assumption. */
function foreseeRace(ranking: Ranking, outlook: Outlook): Ranking {
  return {
    ...ranking,
    keep: ({ stop, entered, rewards }) => {
      const candidates = rewards.length;
      return outlook.stay(candidates, ranking.survivors({ stop, entered, candidates }));
    },
  };
}

/** The same policy; `progress` knows when no other validation is due. */
function foresee(run: PlannedRun, progress: Progress): ValidationPolicy {
  const { validation } = run.strategies;
  const steps = plannedSteps(run);
  return {
    ...validation,
    isDue: (when) => {
      const later = Array.from(
        { length: steps - when.iteration },
        (_, n) => when.iteration + 1 + n,
      );
      progress.isLast = !later.some((iteration) => validation.isDue({ ...when, iteration }));
      return validation.isDue(when);
    },
  };
}
