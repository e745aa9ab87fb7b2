import type { LanguageModel } from '@dln/llm';
import type { ClassForms } from './class-forms.ts';
import type { ScoreClassesOptions } from './class-scores.ts';
import { callOptions } from './model-calls.ts';
import { nextTokenDistributions } from './next-token-distributions.ts';
import { massAmong, totalOf, type OpenMass, type ShownMass } from './shown-mass.ts';
import { renameUnanswered } from './unanswered-error.ts';

/** Tokens after the first that are looked at. */
const deepest = 6;
/** Beginnings of one context that are followed at each depth, the most likely ones. */
const widest = 6;
/** A usual upper end of the questions for one context: each beginning once. */
export const mostFollowed: number = widest;
/** A beginning that is less likely is left open. */
const leastFollowed = 1e-4;

/** Whether a model's next tokens continue a text that was begun, so that a class can be read token by token. */
export function continuesTexts({ capabilities }: Pick<LanguageModel, 'capabilities'>): boolean {
  return capabilities.continuesText === true;
}

/**
 * Asks what follows the beginnings that several classes share or that one class's text ends with, until it is known to which class they belong.
 *
 * @param contexts each with its separator
 * @param masses `[context]`
 * @throws UnansweredError that names contexts
 */
export async function followBeginnings(
  contexts: readonly string[],
  masses: readonly ShownMass[],
  { calls, aggregate, forms }: ScoreClassesOptions & { readonly forms: ClassForms },
): Promise<readonly ShownMass[]> {
  let known = masses;
  let open = masses.map((mass) => mostLikely(mass.open));
  for (let depth = 0; depth < deepest && open.some((own) => own.length > 0); depth++) {
    const asked = open.flatMap((own, place) => own.map((one) => ({ ...one, place })));
    const tops = await renameUnanswered(
      nextTokenDistributions(
        asked.map(({ place, text }) => `${contexts[place] ?? ''}${text}`),
        calls.model,
        callOptions(calls),
      ),
      (one) => ({ ...one, index: asked[one.index]?.place ?? 0 }),
    );
    const followed = asked.map((one, at) => ({
      ...one,
      mass: scale(one, massAmong(tops[at] ?? [], { forms, aggregate, text: one.text }), forms),
    }));
    known = known.map((mass, place) => {
      const own = followed.filter((one) => one.place === place);
      return own.reduce((before, { text, mass: found }) => replace(before, text, found), mass);
    });
    open = contexts.map((_, place) =>
      mostLikely(followed.flatMap((one) => (one.place === place ? one.mass.open : []))).filter(
        ({ text }) => text !== '',
      ),
    );
  }
  return known;
}

function mostLikely(open: readonly OpenMass[]): readonly OpenMass[] {
  return open
    .filter(({ mass, text }) => mass >= leastFollowed && text !== '')
    .toSorted((a, b) => b.mass - a.mass)
    .slice(0, widest);
}

/** What follows a beginning, as a part of the whole. What is not shown there stays open, without a text that could be followed. */
function scale(
  begun: OpenMass,
  { sure, isWhole, open, hidden, least }: ShownMass,
  forms: ClassForms,
): ShownMass {
  const part = (mass: number): number => mass * begun.mass;
  const isAnswer = forms.read(`${begun.text}\n`).kind === 'class';
  const unseen = isAnswer ? hidden : Math.min(hidden, totalOf(begun.classes.map(() => least)));
  return {
    sure: sure.map(part),
    isWhole,
    open: [
      ...open.map((one) => ({ ...one, mass: part(one.mass) })),
      { text: '', mass: part(unseen), classes: begun.classes },
    ],
    hidden: 0,
    least: 0,
  };
}

/** The open mass of a beginning gives way to what was found after it. */
function replace(mass: ShownMass, text: string, found: ShownMass): ShownMass {
  return {
    ...mass,
    sure: mass.sure.map((own, index) => own + (found.sure[index] ?? 0)),
    isWhole: mass.isWhole.map((own, index) => own || found.isWhole[index] === true),
    open: [...mass.open.filter((one) => one.text !== text), ...found.open],
  };
}
