import type { ItemFailure, LanguageModel } from '@dln/llm';
import { readClass } from '@dln/losses';
import type {
  AnswerSampling,
  ClassScores,
  ClassScoring,
  ScoreClassesOptions,
} from './class-scores.ts';
import { callOptions } from './model-calls.ts';
import { failedOutcome, type Outcome } from './outcome.ts';
import { shareOf } from './strategy-names.ts';

/** Default number of answers per context. */
export const defaultSamples = 5;

/** The answers to a context that arrived; if none did, why. */
interface SampledAnswers {
  readonly texts: readonly string[];
  readonly failure?: ItemFailure;
}

const noAnswers: SampledAnswers = { texts: [] };

const defaultSampling: AnswerSampling = { samples: defaultSamples, maxTokens: 10 };

/**
 * log p(class) from answers alone, for models that give no log-probabilities: each context is
 * answered at temperature 1, and of the k answers that arrived, those that name one of the C
 * classes are counted with one added, p = (count + 1) / (k + C), so that no class is impossible for
 * want of samples. Answers that name no class stay in k: a prompt that is not answered never beats
 * one that is answered right.
 *
 * Each context has the same k seeds, so that candidates are compared under the same luck and a run
 * can be repeated if the server honours seeds. A context is sampled once.
 *
 * @param seedsFor gives one seed per sample
 */
export function createSampleShare(seedsFor: (samples: number) => readonly number[]): ClassScoring {
  const known = new WeakMap<LanguageModel, Map<string, Promise<SampledAnswers>>>();

  const answersOf = (
    contexts: readonly string[],
    { calls, sampling = defaultSampling }: ScoreClassesOptions,
  ): readonly Promise<SampledAnswers>[] => {
    const { model } = calls;
    const memory = known.get(model) ?? new Map<string, Promise<SampledAnswers>>();
    known.set(model, memory);
    const keyOf = (context: string): string => JSON.stringify([sampling, context]);
    const open = [...new Set(contexts)].filter((context) => !memory.has(keyOf(context)));
    if (open.length > 0) {
      const asked = ask(open, sampling, calls);
      for (const [index, context] of open.entries()) {
        const key = keyOf(context);
        const answers = asked.then((all) => all[index] ?? noAnswers);
        memory.set(key, answers);
        // What failed or was stopped may be asked again.
        answers.catch(() => memory.delete(key));
      }
    }
    return contexts.map((context) => memory.get(keyOf(context)) ?? Promise.resolve(noAnswers));
  };

  const ask = async (
    contexts: readonly string[],
    { samples, maxTokens, stop }: AnswerSampling,
    calls: ScoreClassesOptions['calls'],
  ): Promise<readonly SampledAnswers[]> => {
    const seeds = seedsFor(samples);
    const replies = await calls.model.generate(
      contexts.flatMap((prompt) => seeds.map((seed) => ({ prompt, seed }))),
      { ...callOptions(calls), temperature: 1, maxTokens, ...(stop === undefined ? {} : { stop }) },
    );
    return contexts.map((_, index): SampledAnswers => {
      const drawn = replies.slice(index * samples, (index + 1) * samples);
      const came = drawn.filter(({ failure }) => failure === undefined);
      const failure = came.length === 0 ? drawn[0]?.failure : undefined;
      return { texts: came.map(({ text }) => text), ...(failure ? { failure } : {}) };
    });
  };

  const score = async (
    contexts: readonly string[],
    options: ScoreClassesOptions,
  ): Promise<readonly Outcome<ClassScores>[]> => {
    const { verbalizers, sampling = defaultSampling } = options;
    const strategy = shareOf(sampling.samples);
    const drawn = await Promise.all(answersOf(contexts, options));
    return drawn.map(({ texts, failure }): Outcome<ClassScores> => {
      if (failure) return failedOutcome({ failure });
      const named = texts.map((answer) => readClass(answer, verbalizers));
      const count = (wanted: number | undefined): number =>
        named.filter((index) => index === wanted).length;
      const counts = verbalizers.map((_, index) => count(index));
      const unreadable = count(undefined);
      return {
        logProbabilities: smoothedLogs(counts, texts.length + verbalizers.length),
        outcomes: smoothedLogs([...counts, unreadable], texts.length + verbalizers.length + 1),
        isUnanswered: unreadable === texts.length,
        method: 'sample-share',
        strategy,
      };
    });
  };
  return Object.assign(score, { plan: (_: LanguageModel, samples: number) => shareOf(samples) });
}

function smoothedLogs(counts: readonly number[], total: number): readonly number[] {
  return counts.map((count) => Math.log((count + 1) / total));
}
