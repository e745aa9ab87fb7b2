import type { LanguageModel } from '@dln/llm';
import type { ClassForms } from './class-forms.ts';
import type { ScoreClassesOptions } from './class-scores.ts';
import { callOptions } from './model-calls.ts';
import { nextTokenDistributions } from './next-token-distributions.ts';
import { failedOutcome, type Failed, type Outcome, zip } from './outcome.ts';
import { massAmong, totalOf, type OpenMass, type ShownMass } from './shown-mass.ts';
import { splitRows } from './split-rows.ts';

/** Tokens after the first that are looked at. */
const deepest = 6;
/** Beginnings of one context that are followed at each depth, the most likely ones. */
const widest = 6;
/** A beginning that is less likely is left open. */
const leastFollowed = 1e-4;

/**
 * Whether a model's next tokens continue a text that was begun, so that a class can be read token
 * by token.
 */
export function continuesTexts({ capabilities }: Pick<LanguageModel, 'capabilities'>): boolean {
  return capabilities.continuesText === true;
}

/** A context whose next tokens are known. */
export interface BegunContext {
  /** With its separator. */
  readonly context: string;
  readonly mass: ShownMass;
}

/** What is known of a context on the way. */
interface FollowedContext extends BegunContext {
  /** The beginnings that are asked about next. */
  readonly open: readonly OpenMass[];
  /** Why one of them has no answer; nothing more is asked then. */
  readonly failed?: Failed;
}

/**
 * Asks what follows the beginnings that several classes share or that one class's text ends with,
 * until it is known to which class they belong.
 *
 * @returns the mass of each context; the one that was given if there was nothing to ask
 */
export async function followBeginnings(
  begun: readonly BegunContext[],
  options: ScoreClassesOptions & { readonly forms: ClassForms },
): Promise<readonly Outcome<{ readonly mass: ShownMass }>[]> {
  let followed = begun.map((one): FollowedContext => ({ ...one, open: mostLikely(one.mass.open) }));
  for (let depth = 0; depth < deepest && followed.some(({ open }) => open.length > 0); depth++)
    followed = await followOnce(followed, options);
  return followed.map(({ mass, failed }) => (failed ? failedOutcome(failed) : { mass }));
}

/** One token further. */
async function followOnce(
  contexts: readonly FollowedContext[],
  { calls, aggregate, forms }: ScoreClassesOptions & { readonly forms: ClassForms },
): Promise<FollowedContext[]> {
  const tops = await nextTokenDistributions(
    contexts.flatMap(({ context, open }) => open.map(({ text }) => `${context}${text}`)),
    calls.model,
    callOptions(calls),
  );
  const rows = splitRows(
    tops,
    contexts.map(({ open }) => open.length),
  );
  return zip(contexts, rows).map(([one, row]): FollowedContext => {
    const failed = row.find(({ failure }) => failure);
    if (failed?.failure) return { ...one, open: [], failed };
    const found = zip(one.open, row).map(([begun, { top = [] }]) => ({
      text: begun.text,
      mass: scale(begun, massAmong(top, { forms, aggregate, text: begun.text }), forms),
    }));
    return {
      ...one,
      mass: found.reduce((before, { text, mass }) => replace(before, text, mass), one.mass),
      open: mostLikely(found.flatMap(({ mass }) => mass.open)),
    };
  });
}

function mostLikely(open: readonly OpenMass[]): readonly OpenMass[] {
  return open
    .filter(({ mass, text }) => mass >= leastFollowed && text !== '')
    .toSorted((a, b) => b.mass - a.mass)
    .slice(0, widest);
}

/**
 * What follows a beginning, as a part of the whole. What is not shown there stays open, without a
 * text that could be followed.
 */
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
