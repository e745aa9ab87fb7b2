import { wholeClass } from '../scoring/whole-class.ts';
import { contextTokens, planClasses, planWriting, type Planning } from './plan-answers.ts';
import type { PlannedRun } from '../training/run-rules.ts';
import type { PlannedCalls } from './planned-calls.ts';

/** The calls of a bound at one validation: each hidden layer writes every chain, and the last layer's targets are scored. */
export function planBound(
  planning: Planning,
  { settings, dataset }: Pick<PlannedRun, 'settings' | 'dataset'>,
  prompts: readonly number[] = planning.written.prompts,
): readonly PlannedCalls[] {
  const { layers, strategies } = planning.context;
  const output = layers.length - 1;
  const { boundSamples, boundExamples, isCostOnly } = settings;
  if (boundSamples === 0 || isCostOnly) return [];
  const examples = Math.min(boundExamples, dataset.size('dev'));
  const calls = examples * (output === 0 ? 1 : boundSamples);
  const promptTokens = (index: number): number =>
    contextTokens(planning, index, { split: 'dev', prompt: prompts[index] ?? 0 });
  const written = layers
    .slice(0, -1)
    .flatMap((_, index) =>
      planWriting(planning, index, { purpose: 'bound', calls, promptTokens: promptTokens(index) }),
    );
  const { outputClasses, writesClasses = false } = layers[output] ?? {};
  if (!outputClasses)
    return [
      ...written,
      {
        purpose: 'bound',
        role: 'score',
        calls,
        repeats: 0,
        promptTokens: promptTokens(output) + planning.texts.target,
        completionTokens: 0,
      },
    ];
  // A single layer's classes were scored for its answers.
  const isKnown = output === 0 && writesClasses && strategies.classScoring === wholeClass;
  return [
    ...written,
    ...planClasses(
      planning,
      {
        purpose: 'bound',
        calls,
        repeats: isKnown ? calls : 0,
        promptTokens: promptTokens(output),
      },
      wholeClass,
    ),
  ];
}
