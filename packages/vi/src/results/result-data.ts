import type { StepInfo } from '../inference/step-info.ts';
import { type LayerParameters, parametersAt } from '../layers/layer-parameters.ts';
import { describeParameters } from './describe-parameters.ts';
import type { ResultRules } from '../training/result-rules.ts';
import type { TrainEvent, ValidatedEvent } from '../training/train-event.ts';

/** A compared candidate in the reference's result format. */
export interface ResultCandidate {
  readonly layer: string;
  readonly score: number;
}

/** An iteration in the reference's result format. */
export interface ResultEntry {
  readonly step: number;
  /** `[layer]` */
  readonly layers: readonly string[];
  readonly metrics: Readonly<Record<string, number | null>>;
  /** `[layer][candidate]` of the step before; a single layer has a second, empty list. */
  readonly candidates: readonly (readonly ResultCandidate[])[];
}

/** A dev example in the reference's result format. */
export interface ResultExample {
  readonly input: string;
  readonly label: string;
  readonly trace: readonly {
    readonly step: number;
    readonly hiddens: readonly string[];
    readonly output: string;
  }[];
}

/**
 * One run in the reference's result format (dln/vi/utils.py:29-144); the file has one such value a
 * dataset name.
 */
export interface ResultData {
  readonly training: readonly ResultEntry[];
  readonly examples: readonly ResultExample[];
}

/** Folds a run's events into result data. */
export interface ResultDataBuilder {
  readonly add: (event: TrainEvent) => void;
  readonly build: () => ResultData;
}

/** Options of `createResultDataBuilder`. */
export interface ResultDataOptions {
  /** Layers of the network. */
  readonly depth: number;
  readonly rules: ResultRules;
}

/** A builder that has seen no event. It depends on events alone: no times, no paths. */
export function createResultDataBuilder({ depth, rules }: ResultDataOptions): ResultDataBuilder {
  const noCandidates: ResultEntry['candidates'] = Array.from(
    { length: Math.max(2, depth) },
    () => [],
  );
  const training: ResultEntry[] = [];
  const examples = new Map<string, ResultExample>();
  let metrics: Record<string, number | null> = {};
  let candidates = noCandidates;
  return {
    add: (event) => {
      if (event.type === 'validated') addExamples(examples, event);
      if (event.type === 'iteration') {
        metrics = { ...metrics, dev_acc: event.devAccuracy };
        training.push({
          step: event.iteration,
          layers: event.parameters.map(describeParameters),
          metrics,
          candidates,
        });
      }
      if (event.type === 'stepped') {
        metrics = {
          ...metrics,
          [rules.scoreName]: event.info.score ?? rules.missingScore,
          acc: event.info.accuracy,
          [`run_${rules.scoreName}`]: event.runningScore,
          run_acc: event.runningAccuracy,
        };
        const compared = rules.logsCandidates
          ? candidatesOf(event.info, event.parameters, noCandidates)
          : undefined;
        candidates = compared ?? (rules.keepsCandidates ? candidates : noCandidates);
      }
    },
    build: () => ({ training, examples: [...examples.values()] }),
  };
}

function candidatesOf(
  { layers }: StepInfo,
  parameters: readonly LayerParameters[],
  empty: ResultEntry['candidates'],
): ResultEntry['candidates'] | undefined {
  if (layers.every(({ update }) => !update)) return undefined;
  return empty.map((none, index) => {
    const layer = layers[index];
    if (!layer) return none;
    if (!layer.update)
      return [{ layer: describeParameters(parametersAt(parameters, index)), score: 0 }];
    return layer.update.candidates.map((one) => ({
      layer: describeParameters(one.parameters),
      score: one.score,
    }));
  });
}

function addExamples(known: Map<string, ResultExample>, event: ValidatedEvent): void {
  for (const { input, target, hiddenTexts, output } of event.examples) {
    const before = known.get(input) ?? { input, label: target, trace: [] };
    const entry = { step: event.iteration, hiddens: hiddenTexts, output };
    known.set(input, { ...before, trace: [...before.trace, entry] });
  }
}
