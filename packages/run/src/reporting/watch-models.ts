import { everyCall, wrapModel, type LanguageModel } from '@dln/llm';
import { mapMembers, type InferenceContext, type NetworkModels, type Phase } from '@dln/vi';

/** How far a phase of a step, a validation or a test is. */
export interface PhaseProgress {
  readonly phase: Phase;
  /** Questions that were answered; failures count. */
  readonly done: number;
  /** Questions that were put so far. */
  readonly total: number;
}

/** Phases with which something new begins. */
const FIRST: readonly Phase[] = ['forward', 'validation', 'test'];

/**
 * A context whose models' questions are counted by phase.
 *
 * @param onProgress is called after each change with the phases since the last step, validation or
 *   test began, in order
 */
export function watchContext(
  context: InferenceContext,
  onProgress: (phases: readonly PhaseProgress[]) => void,
): InferenceContext {
  const counts = new Map<Phase, { done: number; total: number }>();
  let present: Phase = 'forward';
  const tell = (): void => {
    onProgress([...counts].map(([phase, count]) => ({ phase, ...count })));
  };
  const watched = new Map<LanguageModel, LanguageModel>();
  const counting = everyCall(async ({ requests, options, next }) => {
    const count = counts.get(present) ?? { done: 0, total: 0 };
    counts.set(present, count);
    count.total += requests.length;
    tell();
    const reported = new Set<number>();
    try {
      return await next(requests, {
        ...options,
        onResult: (result, index) => {
          options.onResult?.(result, index);
          if (reported.has(index)) return;
          reported.add(index);
          count.done++;
          tell();
        },
      });
    } finally {
      count.done += requests.length - reported.size;
      tell();
    }
  });
  const watch = (model: LanguageModel): LanguageModel => {
    const known = watched.get(model);
    if (known) return known;
    const counted = wrapModel(model, counting);
    watched.set(model, counted);
    return counted;
  };
  const watchAll = ({ forward, backward, score }: NetworkModels): NetworkModels => ({
    forward: watch(forward),
    backward: watch(backward),
    score: watch(score),
  });
  const { ensemble } = context;
  return {
    ...context,
    models: watchAll(context.models),
    ...(ensemble
      ? {
          ensemble: mapMembers(ensemble, (member) => ({
            ...member,
            models: watchAll(member.models),
          })),
        }
      : {}),
    onPhase: (phase) => {
      if (FIRST.includes(phase)) counts.clear();
      present = phase;
      context.onPhase?.(phase);
    },
  };
}
