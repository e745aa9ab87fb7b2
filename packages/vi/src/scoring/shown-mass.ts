import type { ScoredToken } from '@dln/llm';
import { withoutMarker, type ClassForms } from './class-forms.ts';

/** Probability that belongs to one of some classes, or to none: it is not known which. */
export interface OpenMass {
  /** What was written so far. */
  readonly text: string;
  readonly mass: number;
  readonly classes: readonly number[];
}

/** What the shown tokens tell of the classes, as probabilities. */
export interface ShownMass {
  /** `[class]`: the tokens that mean it. */
  readonly sure: readonly number[];
  /** `[class]`: a whole verbalizer is among them. */
  readonly isWhole: readonly boolean[];
  readonly open: readonly OpenMass[];
  /** What the tokens that were not shown have together. */
  readonly hidden: number;
  /** The most that one of them can have: the probability of the least likely token shown. */
  readonly least: number;
}

/** Less than this is rounding. */
export const leastMass = 1e-12;

/** The classes' masses among the most likely tokens that follow `text`. */
export function massAmong(
  top: readonly ScoredToken[],
  {
    forms,
    aggregate,
    text = '',
  }: { readonly forms: ClassForms; readonly aggregate: 'sum' | 'max'; readonly text?: string },
): ShownMass {
  const sure = forms.forms.map(() => 0);
  const isWhole = forms.forms.map(() => false);
  const open: OpenMass[] = [];
  let shown = 0;
  for (const { token, logProbability } of top) {
    const mass = Math.exp(logProbability);
    shown += mass;
    const written = `${text}${withoutMarker(token)}`;
    // An end token has no text: what stands there is the whole answer.
    const meaning = forms.read(token === '' && text !== '' ? `${text}\n` : written);
    if (meaning.kind === 'open') open.push({ text: written, mass, classes: meaning.classes });
    if (meaning.kind !== 'class') continue;
    const before = sure[meaning.index] ?? 0;
    sure[meaning.index] = aggregate === 'max' ? Math.max(before, mass) : before + mass;
    if (meaning.isWhole) isWhole[meaning.index] = true;
  }
  const least = top.at(-1)?.logProbability;
  return {
    sure,
    isWhole,
    open,
    hidden: Math.max(leastMass, 1 - shown),
    least: least === undefined ? 1 : Math.exp(least),
  };
}

/**
 * Whether every class is shown whole and little is open, compared with what is sure: then no
 * interval is needed.
 */
export function isExact({ sure, isWhole, open }: ShownMass, negligibleShare: number): boolean {
  const openMass = totalOf(open.map(({ mass }) => mass));
  return isWhole.every(Boolean) && openMass <= negligibleShare * totalOf(sure);
}

/** The sum of some masses. */
export function totalOf(masses: readonly number[]): number {
  return masses.reduce((sum, mass) => sum + mass, 0);
}
