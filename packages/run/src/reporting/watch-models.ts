import type { CallOptions, LanguageModel, OnResult } from '@dln/llm';
import type { InferenceContext, Phase } from '@dln/vi';

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
 * @param onProgress is called after each change with the phases since the last step, validation or test began, in order
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
  const ask = async <Result>(
    size: number,
    { onResult }: { readonly onResult?: OnResult<Result> | undefined },
    call: (hear: OnResult<Result>) => Promise<readonly Result[]>,
  ): Promise<readonly Result[]> => {
    const count = counts.get(present) ?? { done: 0, total: 0 };
    counts.set(present, count);
    count.total += size;
    tell();
    const heard = new Set<number>();
    try {
      return await call((result, index) => {
        onResult?.(result, index);
        if (heard.has(index)) return;
        heard.add(index);
        count.done++;
        tell();
      });
    } finally {
      count.done += size - heard.size;
      tell();
    }
  };
  const watch = (model: LanguageModel): LanguageModel => {
    const known = watched.get(model);
    if (known) return known;
    const counting = watchModel(model, ask);
    watched.set(model, counting);
    return counting;
  };
  const { forward, backward, score } = context.models;
  return {
    ...context,
    models: { forward: watch(forward), backward: watch(backward), score: watch(score) },
    onPhase: (phase) => {
      if (FIRST.includes(phase)) counts.clear();
      present = phase;
      context.onPhase?.(phase);
    },
  };
}

type Ask = <Result>(
  size: number,
  options: CallOptions & { readonly onResult?: OnResult<Result> | undefined },
  call: (hear: OnResult<Result>) => Promise<readonly Result[]>,
) => Promise<readonly Result[]>;

function watchModel(model: LanguageModel, ask: Ask): LanguageModel {
  const scoreText = model.scoreText?.bind(model);
  const nextToken = model.nextToken?.bind(model);
  return {
    ...model,
    countTokens: (text) => model.countTokens(text),
    generate: (requests, options = {}) =>
      ask(requests.length, options, (onResult) =>
        model.generate(requests, { ...options, onResult }),
      ),
    ...(scoreText === undefined
      ? {}
      : {
          scoreText: (requests, options = {}) =>
            ask(requests.length, options, (onResult) =>
              scoreText(requests, { ...options, onResult }),
            ),
        }),
    ...(nextToken === undefined
      ? {}
      : {
          nextToken: (contexts, options) =>
            ask(contexts.length, options, (onResult) =>
              nextToken(contexts, { ...options, onResult }),
            ),
        }),
  };
}
