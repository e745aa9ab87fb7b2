import type { MemoryEntry } from '../training/prompt-memory.ts';
import type { TrainOptions } from '../training/train.ts';
import { writtenLengths } from './lengths-at.ts';
import { planAnswers, type Planning } from './plan-answers.ts';
import { planStep } from './plan-step.ts';
import type { Bound, PlannedCalls } from './planned-calls.ts';
import type { TextLengths } from './text-lengths.ts';

/** A run whose calls are counted. The dataset's sizes matter; nothing is drawn from it. */
export type PlannedRun = Omit<TrainOptions, 'samplerSeed'>;

/**
 * The calls of a run from its first validation to its test, in closed form: the preset's own rules say when it validates, what enters memory and which candidates
 * are compared, asked with names that stand for prompts.
 *
 * At the high end the count is exact where every answer of every batch is wrong, every prompt is another one, and memory fills with each validation; questions
 * that come twice are counted twice (`repeats` says how many of them are sure to).
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
  let memory: readonly MemoryEntry[] = [];
  const steps = countSteps(run);
  for (let iteration = 0; iteration <= steps; iteration++) {
    const isDue = strategies.validation.isDue({
      iteration,
      iterations: settings.isZeroShot ? 0 : settings.iterations,
      frequency: settings.validationFrequency,
      doesFirst: settings.validatesFirst,
    });
    const prompts = context.layers.map(() => (bound === 'low' ? 'first' : `step ${iteration}`));
    if (isDue) {
      const key = strategies.validation.keyOf(prompts, iteration);
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
      const isRecord = bound !== 'low';
      const accuracy = isRecord ? iteration + 1 : 0;
      memory = strategies.memory(memory, { prompts, accuracy, isRecord }, settings.memorySize);
    }
    if (iteration === steps) break;
    const left = settings.decaysPenalty ? 1 - iteration / settings.iterations : 1;
    calls.push(
      ...planStep({
        ...planning,
        batchSize: settings.batchSize,
        memory: memory.map(({ prompts: [first = ''] }) => first),
        // What has just been validated is in a memory that is not full; in a full one it may be or not.
        isCurrentRemembered:
          bound === 'low'
            ? memory.length > 0
            : isDue && validated.size <= settings.memorySize && memory.length > 0,
        wrongTextPenalty: settings.wrongTextPenalty * left,
      }),
    );
  }
  if (!settings.isCostOnly)
    calls.push(
      ...planAnswers(planning, {
        purpose: 'test',
        count: dataset.size('test'),
        split: 'test',
        ...(steps === 0 ? { prompts: texts.prompts } : {}),
      }),
    );
  return calls;
}

function countSteps({ context, settings }: PlannedRun): number {
  const trainsNothing = !context.settings.trainedLayers.includes(true);
  return settings.isZeroShot || settings.isCostOnly || trainsNothing ? 0 : settings.iterations;
}
