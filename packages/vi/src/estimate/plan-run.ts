import { instructionOnly, keyOfNetwork, parametersAt } from '../layers/layer-parameters.ts';
import type { MemoryEntry } from '../training/prompt-memory.ts';
import { plannedSteps } from '../training/planned-steps.ts';
import type { PlannedRun } from '../training/run-rules.ts';
import { writtenLengths } from './lengths-at.ts';
import { planBound } from './plan-bound.ts';
import { planAnswers, type Planning } from './plan-answers.ts';
import { planStep } from './plan-step.ts';
import type { Bound, PlannedCalls } from './planned-calls.ts';
import type { TextLengths } from './text-lengths.ts';

/**
 * The calls of a run from its first validation to its test, in closed form: the preset's own rules say when it validates, what enters memory and which candidates
 * are compared, asked with names that stand for prompts.
 *
 * At the high end the count is exact where every answer of every batch is wrong, every prompt is another one, and memory fills with each validation; questions
 * that come twice are counted twice (`repeats` says how many of them are sure to). A run that stops at a perfect dev accuracy takes less than any of the ends.
 */
export function planRun(
  run: PlannedRun,
  texts: TextLengths,
  bound: Bound,
): readonly PlannedCalls[] {
  const { context, strategies, settings, dataset } = run;
  const planning: Planning = {
    context,
    texts,
    bound,
    written: writtenLengths(context, texts, bound),
  };
  const calls: PlannedCalls[] = [];
  const validated = new Set<string>();
  const bounded = new Set<string>();
  let memory: readonly MemoryEntry[] = [];
  const steps = plannedSteps(run);
  const staysFirst = bound === 'low' || !context.settings.trainedLayers.includes(true);
  for (let iteration = 0; iteration <= steps; iteration++) {
    const isDue = strategies.validation.isDue({
      iteration,
      iterations: settings.isZeroShot ? 0 : settings.iterations,
      frequency: settings.validationFrequency,
      doesFirst: settings.validatesFirst,
    });
    const parameters = context.layers.map(() =>
      instructionOnly(staysFirst ? 'first' : `step ${iteration}`),
    );
    if (isDue) {
      const key = strategies.validation.keyOf(parameters, iteration);
      if (!validated.has(key))
        calls.push(
          ...planAnswers(planning, {
            purpose: 'validation',
            count: dataset.size('dev'),
            split: 'dev',
            ...(iteration === 0 ? { prompts: texts.prompts } : {}),
          }),
        );
      validated.add(key);
      const name = keyOfNetwork(parameters);
      if (!bounded.has(name))
        calls.push(...planBound(planning, run, iteration === 0 ? texts.prompts : undefined));
      bounded.add(name);
      const isRecord = !staysFirst;
      const accuracy = isRecord ? iteration + 1 : 0;
      memory = strategies.memory(memory, { parameters, accuracy, isRecord }, settings.memorySize);
    }
    if (iteration === steps) break;
    const left = settings.decaysPenalty ? 1 - iteration / settings.iterations : 1;
    calls.push(
      ...planStep({
        ...planning,
        batchSize: settings.batchSize,
        memory: memory.map(({ parameters: own }) => parametersAt(own, 0).instruction),
        // What has just been validated is in a memory that is not full; in a full one it may be or not.
        isCurrentRemembered:
          bound === 'low'
            ? memory.length > 0
            : isDue && validated.size <= settings.memorySize && memory.length > 0,
        wrongTextPenalty: settings.wrongTextPenalty * left,
      }),
    );
  }
  const planTest = (prompts?: readonly number[]): void => {
    const test = { purpose: 'test', count: dataset.size('test'), split: 'test' } as const;
    calls.push(...planAnswers(planning, { ...test, ...(prompts ? { prompts } : {}) }));
  };
  // At the low end the initial prompts are the best ones, and are tested once.
  if (settings.testsInitialPrompts && steps > 0 && bound !== 'low') planTest(texts.prompts);
  if (!settings.isCostOnly || !strategies.countsCost(context.layers.length))
    planTest(steps === 0 ? texts.prompts : undefined);
  return calls;
}
