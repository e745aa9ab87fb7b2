import type { LanguageModel, ScoredToken } from '@dln/llm';
import { logSoftmax } from '../numerics/log-softmax.ts';
import { describeAmbiguity, findAmbiguousClasses } from './ambiguous-classes.ts';
import { createClassForms, type ClassForms } from './class-forms.ts';
import { answerOf, boundClasses } from './class-intervals.ts';
import type { ClassScores, ClassScoring, ScoreClassesOptions } from './class-scores.ts';
import { continuesTexts, followBeginnings } from './follow-beginnings.ts';
import { callOptions } from './model-calls.ts';
import { nextTokenDistributions, topOf } from './next-token-distributions.ts';
import { failedOutcome, mapOutcome, type Outcome, zip } from './outcome.ts';
import { givesNextTokens, scoresTexts } from './scorable.ts';
import { scoreWhole } from './score-whole.ts';
import { isExact, massAmong, type ShownMass } from './shown-mass.ts';
import { firstTokenOf, nextTokenOf, tokenByTokenOf, wholeClassBy } from './strategy-names.ts';
import { writtenForms } from './written-forms.ts';

/**
 * log p of a class's whole text. One question gives the most likely next tokens; if each class has
 * a verbalizer among them, that is exact. If some class has none, or one class begins another, and
 * the model scores texts, all verbalizers are scored whole. A model that does not, but continues
 * texts, is asked what follows the beginnings that classes share. What stays unknown makes an
 * interval of each class's log-probability.
 */
export const wholeClass: ClassScoring = Object.assign(score, { plan, problem: describeAmbiguity });

function plan(
  model: LanguageModel,
  _samples: number,
  verbalizers: readonly (readonly string[])[] = [],
): string {
  const top = topOf(model);
  if (!givesNextTokens(model)) return wholeClassBy(model);
  if (scoresTexts(model))
    return createClassForms(verbalizers).isNested
      ? wholeClassBy(model)
      : `${nextTokenOf(top)}, else ${wholeClassBy(model)}`;
  return continuesTexts(model) && findAmbiguousClasses(verbalizers)
    ? tokenByTokenOf(top)
    : firstTokenOf(top);
}

/**
 * As much open mass, compared with what is sure, changes nothing: at the first token, where its
 * rivals are whole tokens; and after it.
 */
const negligibleAtFirst = 0.1;
const negligibleAfterwards = 1e-3;

async function score(
  contexts: readonly string[],
  options: ScoreClassesOptions,
): Promise<readonly Outcome<ClassScores>[]> {
  const { calls, verbalizers, aggregate, separator = '\n' } = options;
  const { model } = calls;
  if (separator === ' ' && scoresTexts(model)) {
    // Most tokenizers begin a word with its blank.
    const texts = verbalizers.map((own) => own.map((verbalizer) => ` ${verbalizer}`));
    return scoreWhole(
      contexts.map((context) => ({ context, texts })),
      options,
    );
  }
  const separated = contexts.map((context) => (separator === ' ' ? context : `${context}\n`));
  const forms = createClassForms(verbalizers);
  if (!givesNextTokens(model))
    return scoreWhole(
      separated.map((context) => ({ context, texts: verbalizers })),
      options,
    );
  const tops = await nextTokenDistributions(separated, model, callOptions(calls));
  const resolved = zip(separated, tops).map(([context, outcome]): Outcome<Resolved> =>
    mapOutcome(outcome, ({ top }): Resolved => {
      const mass = massAmong(top, { forms, aggregate });
      return !forms.isNested && isExact(mass, negligibleAtFirst)
        ? { exact: exactScores(mass, model) }
        : { open: { context, top, mass } };
    }),
  );
  const isOpen = ({ open }: Outcome<Resolved>): boolean => open !== undefined;
  const others = (
    await scoreOthers(
      resolved.flatMap(({ open }) => open ?? []),
      { ...options, forms },
    )
  ).values();
  return resolved.map((outcome): Outcome<ClassScores> => {
    if (outcome.failure) return failedOutcome(outcome);
    if (outcome.exact) return outcome.exact;
    const other = others.next();
    if (other.done) throw new RangeError(`fewer scores than ${resolved.filter(isOpen).length}`);
    return other.value;
  });
}

/** The scores of a context that its first tokens tell exactly, or what is known of another one. */
interface Resolved {
  readonly exact?: ClassScores;
  readonly open?: Unresolved;
}

/** A context whose classes the first tokens do not tell exactly. */
interface Unresolved {
  readonly context: string;
  readonly top: readonly ScoredToken[];
  readonly mass: ShownMass;
}

async function scoreOthers(
  unresolved: readonly Unresolved[],
  options: ScoreClassesOptions & { readonly forms: ClassForms },
): Promise<readonly Outcome<ClassScores>[]> {
  const { calls, verbalizers, forms } = options;
  const { model } = calls;
  if (unresolved.length === 0) return [];
  if (scoresTexts(model))
    return scoreWhole(
      unresolved.map(({ context, top }) => ({
        context,
        texts: writtenForms(verbalizers, top, forms),
      })),
      options,
    );
  const followed: readonly Outcome<{ readonly mass: ShownMass }>[] = continuesTexts(model)
    ? await followBeginnings(unresolved, options)
    : unresolved;
  return zip(unresolved, followed).map(([{ mass: begun }, outcome]) =>
    mapOutcome(outcome, ({ mass }): ClassScores => {
      const wasFollowed = mass !== begun;
      const top = topOf(model);
      const how = wasFollowed
        ? ({ method: 'token-by-token', strategy: tokenByTokenOf(top) } as const)
        : ({ method: 'first-token', strategy: firstTokenOf(top) } as const);
      return wasFollowed && isExact(mass, negligibleAfterwards)
        ? { ...exactScores(mass, model), ...how }
        : { ...boundClasses(mass, forms), ...how };
    }),
  );
}

function exactScores({ sure }: ShownMass, model: LanguageModel): ClassScores {
  return {
    logProbabilities: logSoftmax(sure.map(Math.log)),
    ...(scoresTexts(model) ? {} : { answer: answerOf(sure) }),
    method: 'next-token',
    strategy: nextTokenOf(topOf(model)),
  };
}
