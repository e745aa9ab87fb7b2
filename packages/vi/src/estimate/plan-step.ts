import { areEqualParameters, instructionOnly } from '../layers/layer-parameters.ts';
import type { Candidate } from '../inference/candidate-listing.ts';
import {
  contextTokens,
  planAnswers,
  planClasses,
  planWriting,
  type Planning,
  type Asked,
} from './plan-answers.ts';
import type { PlannedCalls } from './planned-calls.ts';

/** What a step is planned from. */
export interface StepPlanning extends Planning {
  readonly batchSize: number;
  /** Prompts from memory, by names that stand for them. */
  readonly memory: readonly string[];
  /** The present prompts are among those from memory. */
  readonly isCurrentRemembered: boolean;
  readonly wrongTextPenalty: number;
}

/** Candidates of a layer, counted. */
interface CandidateCounts {
  readonly all: number;
  readonly distinct: number;
  /** Pairs of an example and a candidate that is ranked on it. */
  readonly ranked: number;
  readonly distinctRanked: number;
}

/**
 * The calls of a training step, counted as `step` makes them.
 *
 * With B examples, K hidden texts and R candidates (M of them from memory, and M again where memory stands twice), each candidate is scored on B·K texts in the output
 * layer, and in a hidden one on B·K pairs (first layer) or B·K² (between); less where a proposal is not ranked on what it saw (paper, section 6, algorithms 1 to 3).
 */
export function planStep(planning: StepPlanning): readonly PlannedCalls[] {
  const { context, batchSize, bound } = planning;
  const { settings, strategies, layers } = context;
  const depth = layers.length;
  const forward = planAnswers(planning, { purpose: 'forward', count: batchSize, split: 'train' });
  const stop = strategies.errorFreeBatch.stop({ depth, outputScoring: settings.outputScoring });
  if (bound === 'low' && stop.at === 'before-proposals') return forward;
  if (bound === 'low' && stop.at === 'after-proposals')
    return [...forward, ...planProposing(planning, depth - 1)];
  const hidden = layers.slice(0, -1).flatMap((_, index) => planHidden(planning, index));
  const updates = layers.flatMap((_, index) => {
    if (!settings.trainedLayers[index]) return [];
    const rounds = index === depth - 1 ? 1 : Math.max(1, settings.hiddenPromptSteps);
    return Array.from({ length: rounds }, (_round, round) => [
      ...planProposing(planning, index),
      ...planComparing(planning, index, round),
    ]).flat();
  });
  return [...forward, ...hidden, ...updates];
}

/** Examples whose answer is wrong. */
function wrongExamples({ batchSize, bound }: StepPlanning): number {
  return { low: 1, expected: Math.ceil(batchSize / 2), high: batchSize }[bound];
}

/** Hidden texts, and how many of them differ: what is not drawn anew is copied. */
function countTexts(planning: StepPlanning): { readonly all: number; readonly distinct: number } {
  const { batchSize, context } = planning;
  const { hiddenSamples, rewriteLossOnly } = context.settings;
  const drawn = rewriteLossOnly ? wrongExamples(planning) : batchSize;
  return { all: batchSize * hiddenSamples, distinct: drawn * hiddenSamples + batchSize - drawn };
}

/** Whether drawn texts are weighed by what models say of them. */
function isWeighed({ context }: StepPlanning): boolean {
  const { hiddenSamples, posteriorTemperature } = context.settings;
  return hiddenSamples >= 2 && posteriorTemperature < 100;
}

function planHidden(planning: StepPlanning, index: number): readonly PlannedCalls[] {
  const { context, written, texts, batchSize } = planning;
  const { settings, layers, strategies } = context;
  const { all, distinct } = countTexts(planning);
  const drawnExamples = settings.rewriteLossOnly ? wrongExamples(planning) : batchSize;
  const isOutputAbove = index + 1 === layers.length - 1;
  const targetTokens = isOutputAbove ? texts.target : written.drawn;
  const samples: PlannedCalls = {
    purpose: 'posterior samples',
    role: 'backward',
    calls: drawnExamples * settings.hiddenSamples,
    repeats: 0,
    promptTokens:
      (texts.posteriors[index] ?? 0) +
      (written.hidden[index] ?? 0) +
      (written.prompts[index] ?? 0) +
      targetTokens,
    completionTokens: written.drawn,
  };
  if (!isWeighed(planning)) return [samples];
  const reading = contextTokens(planning, index + 1, { below: written.drawn });
  const scoring = isOutputAbove ? settings.outputScoring : settings.hiddenScoring;
  const repeats = all - distinct;
  if (scoring === 'accuracy')
    return [samples, ...planThroughNetwork(planning, index + 1, { calls: all, repeats, reading })];
  const likelihood = planLayerScores(planning, index + 1, {
    calls: all,
    repeats,
    context: reading,
    target: targetTokens,
  });
  const prior =
    settings.includePrior && settings.hiddenScoring === 'logprobs'
      ? planTexts(planning, {
          calls: all,
          repeats,
          context: contextTokens(planning, index),
          target: written.drawn,
        })
      : [];
  const information = !settings.useMutualInformation
    ? []
    : (strategies.mutualInformationOver === 'classes' ? planLayerScores : planTextsOf)(
        planning,
        index + 1,
        { calls: all, repeats, context: reading, target: targetTokens },
      );
  return [samples, ...likelihood, ...prior, ...information];
}

interface Scored {
  readonly calls: number;
  readonly repeats: number;
  /** Tokens. */
  readonly context: number;
  /** Tokens. */
  readonly target: number;
}

function planTexts(
  _planning: StepPlanning,
  { calls, repeats, context, target }: Scored,
): readonly PlannedCalls[] {
  return [
    {
      purpose: 'text scores',
      role: 'score',
      calls,
      repeats,
      promptTokens: context + target,
      completionTokens: 0,
    },
  ];
}

function planTextsOf(
  planning: StepPlanning,
  _index: number,
  scored: Scored,
): readonly PlannedCalls[] {
  return planTexts(planning, scored);
}

/** Scores as `scoreLayer` asks for them. */
function planLayerScores(
  planning: StepPlanning,
  index: number,
  scored: Scored,
): readonly PlannedCalls[] {
  if (!planning.context.layers[index]?.outputClasses) return planTexts(planning, scored);
  const { calls, repeats, context } = scored;
  return planAnswerScores(planning, { calls, repeats, promptTokens: context });
}

/** Distributions over classes, from log-probabilities or from sampled answers; of one context answers are sampled once. */
function planAnswerScores(
  planning: StepPlanning,
  { calls, repeats, promptTokens }: Omit<Required<Asked>, 'purpose'>,
): readonly PlannedCalls[] {
  const { context, written } = planning;
  const { settings } = context;
  if (settings.outputScoring !== 'samples')
    return planClasses(planning, { purpose: 'class scores', calls, repeats, promptTokens });
  return [
    {
      purpose: 'class scores',
      role: 'score',
      calls: (calls - repeats) * settings.answerSamples,
      repeats: 0,
      promptTokens,
      completionTokens: written.answer,
    },
  ];
}

/** The layers from `from` on write in turn, and the last one's answer counts. */
function planThroughNetwork(
  planning: StepPlanning,
  from: number,
  {
    calls,
    repeats,
    reading,
  }: { readonly calls: number; readonly repeats: number; readonly reading: number },
): readonly PlannedCalls[] {
  const { layers, strategies } = planning.context;
  const output = layers.length - 1;
  return layers.slice(from).flatMap((_, at) => {
    const index = from + at;
    const promptTokens = at === 0 ? reading : contextTokens(planning, index);
    const isConstrained = index < output || strategies.accuracy.constrained;
    const asked = { purpose: 'class scores' as const, calls, repeats, promptTokens };
    return planWriting(planning, index, asked, isConstrained);
  });
}

function planProposing(
  { context, texts, written, batchSize }: StepPlanning,
  index: number,
): readonly PlannedCalls[] {
  const { settings, strategies, templates, layers } = context;
  const isOutput = index === layers.length - 1;
  const shown = strategies.ranking(settings).shown(batchSize);
  const below = index === 0 ? 0 : (written.hidden[index - 1] ?? 0);
  const wrote = isOutput ? texts.target : (written.hidden[index] ?? 0);
  const should = isOutput ? texts.target : written.drawn;
  return [
    {
      purpose: 'proposals',
      role: 'backward',
      calls: Math.max(
        0,
        Math.ceil((settings.promptCandidates - 1) / templates.form.promptsPerReply),
      ),
      repeats: 0,
      promptTokens:
        (texts.proposals[index] ?? 0) +
        (written.prompts[index] ?? 0) +
        shown * (below + wrote + should),
      completionTokens: written.proposal,
    },
  ];
}

/** The candidates as the preset lists them, all proposals new (or, at the low end, none). */
function countCandidates({
  context,
  batchSize,
  memory,
  isCurrentRemembered,
  bound,
}: StepPlanning): CandidateCounts {
  const { settings, strategies } = context;
  const current = isCurrentRemembered ? (memory[0] ?? '') : 'current';
  const ranking = strategies.ranking(settings);
  const seen = Array.from({ length: ranking.shown(batchSize) }, (_, at) => at);
  const proposals = Array.from({ length: settings.promptCandidates - 1 }, (_, at): Candidate => ({
    parameters: instructionOnly(bound === 'low' ? current : `proposal ${at}`),
    origin: 'proposal',
    seen,
  }));
  const all = strategies.candidates.list({
    current: instructionOnly(current),
    memory: memory.map(instructionOnly),
    proposals,
  });
  const once = all.filter(
    ({ parameters }, at) =>
      all.findIndex((other) => areEqualParameters(other.parameters, parameters)) === at,
  );
  const ranked = (candidates: readonly Candidate[]): number =>
    candidates.reduce(
      (sum, candidate) =>
        sum +
        Array.from({ length: batchSize }, (_, example) =>
          Number(ranking.ranksOn(candidate, example)),
        ).reduce((a, b) => a + b, 0),
      0,
    );
  return {
    all: all.length,
    distinct: once.length,
    ranked: ranked(all),
    distinctRanked: ranked(once),
  };
}

/** Scores of all candidates of a layer. */
function planComparing(
  planning: StepPlanning,
  index: number,
  round: number,
): readonly PlannedCalls[] {
  const { context, written, texts, batchSize, wrongTextPenalty } = planning;
  const { settings, layers } = context;
  const isOutput = index === layers.length - 1;
  // After a first round the present prompt is a new one.
  const isCurrentRemembered = planning.isCurrentRemembered && round === 0;
  const counts = countCandidates({ ...planning, isCurrentRemembered });
  const throughNetwork = !isOutput && settings.hiddenScoring === 'accuracy';
  const { all, distinct } = countTexts(planning);
  // Texts and, of those, texts that differ, for each example. [mean over the batch]
  const texting = settings.useHiddenArgMax
    ? { each: 1, distinct: 1 }
    : { each: all / batchSize, distinct: distinct / batchSize };
  const inputs = index === 0 ? { each: 1, distinct: 1 } : texting;
  const targets = isOutput || throughNetwork ? { each: 1, distinct: 1 } : texting;
  const calls = counts.ranked * inputs.each * targets.each;
  const asked = counts.distinctRanked * inputs.distinct * targets.distinct;
  // The present prompt on the same texts: when they were weighed, or in the forward pass.
  const known = round > 0 ? 0 : knownOfCurrent(planning, index);
  const repeats = calls - asked + known;
  const reading = contextTokens(planning, index, { below: written.drawn });
  const scored = {
    calls,
    repeats,
    context: reading,
    target: isOutput ? texts.target : written.drawn,
  };
  const grid =
    throughNetwork || (isOutput && settings.outputScoring === 'accuracy')
      ? planThroughNetwork(planning, index, { calls, repeats, reading })
      : planLayerScores(planning, index, scored);
  const penalizes = !isOutput && wrongTextPenalty > 0 && settings.hiddenScoring === 'logprobs';
  const wrong = wrongExamples(planning);
  const wrongTexts = penalizes
    ? planTexts(planning, {
        calls: wrong * counts.all,
        repeats: wrong * (counts.all - counts.distinct),
        context: contextTokens(planning, index),
        target: written.hidden[index] ?? 0,
      })
    : [];
  return [...grid, ...wrongTexts, ...(isOutput ? planTrustRegion(planning, counts) : [])];
}

/** How many of a layer's questions about its present prompt were answered earlier in the step. */
function knownOfCurrent(planning: StepPlanning, index: number): number {
  const { context, batchSize } = planning;
  const { layers, settings, strategies } = context;
  const depth = layers.length;
  const { writesClasses = false, outputClasses } = layers[index] ?? {};
  if (depth === 1) {
    // What is sampled is never what was answered at temperature 0.
    if (settings.outputScoring === 'samples') return 0;
    const isSame =
      settings.outputScoring === 'logprobs'
        ? writesClasses && outputClasses !== undefined
        : strategies.accuracy.constrained && strategies.accuracy.maxTokens === undefined;
    return isSame && settings.forwardTemperature === 0 ? batchSize : 0;
  }
  if (!isWeighed(planning)) return 0;
  const texts = settings.useHiddenArgMax ? batchSize : countTexts(planning).distinct;
  if (index === depth - 1) return texts;
  const isPrior = index === 0 && settings.includePrior && settings.hiddenScoring === 'logprobs';
  return isPrior ? texts : 0;
}

/** Answers to the forward pass's inputs under every candidate. */
function planTrustRegion(planning: StepPlanning, counts: CandidateCounts): readonly PlannedCalls[] {
  const { context, batchSize } = planning;
  const { settings, strategies, layers } = context;
  const output = layers.length - 1;
  const { outputClasses, writesClasses = false } = layers[output] ?? {};
  if (settings.trustFactor <= 0 || settings.outputScoring === 'accuracy' || !outputClasses)
    return [];
  if (layers.length < strategies.trustRegionFrom) return [];
  const copies = batchSize * (counts.all - counts.distinct);
  const known = output === 0 ? counts.distinctRanked : writesClasses ? batchSize : 0;
  return planAnswerScores(planning, {
    calls: batchSize * counts.all,
    repeats: copies + known,
    promptTokens: contextTokens(planning, output),
  });
}
