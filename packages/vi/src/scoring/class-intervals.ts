import { logSoftmax } from '../numerics/log-softmax.ts';
import type { ClassForms } from './class-forms.ts';
import type { ClassScores, LogInterval } from './class-scores.ts';
import { leastMass, totalOf, type ShownMass } from './shown-mass.ts';

/** Less than this of the probability on classes is no answer. */
const leastAnswered = 0.1;

/** Blank before it or not; as it stands, in lower case, capitalised or in capitals. */
const waysToWrite = 8;

/**
 * The classes' distribution if some of it was not shown: each class lies between what surely means
 * it and what it could have besides, all shares of the probability on classes. A class is taken to
 * be no rarer than 1e-12.
 *
 * The estimate gives each class the same part of what was not shown (half of what one token could
 * have), and divides what several classes share evenly among them and no class: want of information
 * makes no class the likelier one.
 */
export function boundClasses(
  mass: ShownMass,
  { forms, ignoresCase }: ClassForms,
): Pick<ClassScores, 'logProbabilities' | 'bounds' | 'floored' | 'isUnanswered' | 'answer'> {
  const { sure, open, hidden, least } = mass;
  const places = [...sure.keys()];
  const openFor = places.map((index) =>
    totalOf(open.filter(({ classes }) => classes.includes(index)).map((one) => one.mass)),
  );
  const caps = forms.map((own) =>
    Math.min(hidden, own.length * (ignoresCase ? waysToWrite : 2) * least),
  );
  const most = places.map((index) => at(sure, index) + at(openFor, index) + at(caps, index));
  const bounds = places.map((index): LogInterval => {
    const others = places.filter((other) => other !== index);
    const sureOfOthers = totalOf(others.map((other) => at(sure, other)));
    const openToOthers = totalOf(
      open.filter(({ classes }) => classes.some((one) => one !== index)).map((one) => one.mass),
    );
    const hiddenForOthers = Math.min(hidden, totalOf(others.map((other) => at(caps, other))));
    const own = at(sure, index);
    const upper = at(most, index) / (at(most, index) + sureOfOthers);
    const lower = own / (own + sureOfOthers + openToOthers + hiddenForOthers);
    return { lower: Math.log(Math.max(lower, Math.min(upper, leastMass))), upper: Math.log(upper) };
  });
  const evenPart = Math.min(least, hidden / sure.length) / 2;
  const estimates = places.map(
    (index) =>
      at(sure, index) +
      evenPart +
      totalOf(
        open
          .filter(({ classes }) => classes.includes(index))
          .map((one) => one.mass / (one.classes.length + 1)),
      ),
  );
  return {
    logProbabilities: logSoftmax(estimates.map(Math.log)),
    bounds,
    floored: sure.map((own) => own === 0),
    isUnanswered: sure.every((own) => own === 0),
    answer: answerOf(sure, most),
  };
}

/** The class that is surely the most likely one, if what is shown is an answer at all. */
export function answerOf(sure: readonly number[], most: readonly number[] = sure): number | null {
  if (totalOf(sure) < leastAnswered) return null;
  const best = sure.findIndex((own, index) =>
    most.every((other, at) => at === index || own > other),
  );
  return best === -1 ? null : best;
}

function at(masses: readonly number[], index: number): number {
  const mass = masses[index];
  if (mass === undefined) throw new RangeError(`no class ${index} among ${masses.length}`);
  return mass;
}
