import type { LanguageModel } from '@dln/llm';
import { indexed } from '../numerics/indexed.ts';
import type { ClassScoring, ScoreClassesOptions } from '../scoring/class-scores.ts';
import { keepAll } from './keep-all.ts';
import type { Multiplicity } from './counting-account.ts';
import type { PromptReferences, SharedPrompt } from './prompt-references.ts';

/** Options of `scoreSharedPrompts`. */
export interface ScoreSharedPromptsOptions {
  readonly references: PromptReferences;
  /** The model that is asked; each question counts as often as `multiplicity` says. */
  readonly countWith: (model: LanguageModel, multiplicity: Multiplicity) => LanguageModel;
}

/**
 * The scoring, which asks once about contexts that differ in the numbers of made-up texts only:
 * their tokens and answers are the same, so one stands for all. A context that was scored before
 * counts as a repeat.
 */
export function scoreSharedPrompts(
  scoring: ClassScoring,
  { references, countWith }: ScoreSharedPromptsOptions,
): ClassScoring {
  const { plan, problem } = scoring;
  /** The context that stands for another, for all that a model scored. */
  const standsForOf = keepAll((_model: LanguageModel) => new Map<string, string>());
  let before: Promise<unknown> = Promise.resolve();

  const score = async (
    contexts: readonly string[],
    options: ScoreClassesOptions,
  ): ReturnType<ClassScoring> => {
    const fresh = new Map<string, number>();
    const repeated = new Map<string, number>();
    const firstLike = createFirstLike(references);
    const standsFor = standsForOf(options.calls.model);
    const asked = contexts.map((context) => {
      const known = standsFor.get(context);
      const own = known ?? firstLike(context);
      standsFor.set(context, own);
      const counts = known === undefined ? fresh : repeated;
      counts.set(own, (counts.get(own) ?? 0) + 1);
      return own;
    });
    const questions = [...fresh.keys(), ...repeated.keys()];
    const places = new Map(questions.map((question, place) => [question, place]));
    const model = countWith(options.calls.model, (text, isRepeat) => {
      const context = references.split(text)?.reference ?? text;
      return (isRepeat ? repeated : fresh).get(context) ?? 1;
    });
    const scores = await scoring(questions, { ...options, calls: { ...options.calls, model } });
    return asked.map((context) => indexed(scores, places.get(context) ?? -1));
  };
  // One call after the other, so that what is new in a call is new to the model.
  const inTurn: ClassScoring = Object.assign(
    (...call: Parameters<ClassScoring>) => {
      const own = before.then(() => score(...call));
      before = own.catch(() => undefined);
      return own;
    },
    { plan, ...(problem ? { problem } : {}) },
  );
  return inTurn;
}

/** The first context of a call that reads the same but for the numbers of made-up texts. */
function createFirstLike({ split }: PromptReferences): (context: string) => string {
  const firsts = new Map<SharedPrompt, string>();
  return (context) => {
    const { prompt, rest } = split(context) ?? {};
    if (!prompt || rest !== '') return context;
    const first = firsts.get(prompt) ?? context;
    firsts.set(prompt, first);
    return first;
  };
}
