import type { RandomState } from '@dln/random';
import type { Example } from '../example.ts';
import { renderMultipleChoice } from '../loaders/shuffle-options.ts';
import {
  addDays,
  addMonths,
  isDay,
  monthName,
  toNumbers,
  toWords,
  type CalendarDay,
} from './calendar.ts';

/** Describes the current day indirectly. */
type Context = (today: CalendarDay, random: RandomState) => string | undefined;

const slashes = ({ year, month, day }: CalendarDay): string => `${month}/${day}/${year}`;
const lastDayOf = (day: CalendarDay): boolean => addDays(day, 1).day === 1;

const contexts: readonly Context[] = [
  (today) => `Today is ${toWords(today)}.`,
  (today) => `It is ${slashes(today)} today.`,
  (today) => `Yesterday was ${slashes(addDays(today, -1))}.`,
  (today) => `Tomorrow is ${toWords(addDays(today, 1))}.`,
  (today) => `The day before yesterday was ${slashes(addDays(today, -2))}.`,
  (today) => `The day after tomorrow is ${toWords(addDays(today, 2))}.`,
  (today) => `A week ago it was ${toWords(addDays(today, -7))}.`,
  (today, random) => {
    const days = random.integer(2, 15);
    return `The exam is on ${toWords(addDays(today, days))}, ${days} days from now.`;
  },
  (today, random) => {
    const days = random.integer(2, 200);
    return `Maria moved house on ${toWords(addDays(today, -days))}. That was ${days} days ago.`;
  },
  (today, random) => {
    const days = random.integer(2, 40);
    return (
      `On ${toWords(addDays(today, -days))} Omar opened a box of ${days} tea bags. He used one ` +
      'a day from the next day on, and today he used the last.'
    );
  },
  (today) =>
    `The match was to be played on ${slashes(addDays(today, -1))}, but rain moved it to ` +
    'today, a day later.',
  (today) => `Lena thinks that it is ${slashes(addDays(today, 1))}, but she is a day ahead.`,
  (today) =>
    `Paul's calendar says ${toWords(addDays(today, -1))}, because he has not turned it since ` +
    'yesterday.',
  (today, random) => {
    const years = random.integer(1, 61);
    const then = { ...today, year: today.year - years };
    if (!isDay(then)) return undefined;
    return (
      `Ines and Tom married on ${toWords(then)}. Today they have been married for exactly ` +
      `${years} year${years === 1 ? '' : 's'}.`
    );
  },
  (today) =>
    lastDayOf(today)
      ? `Today is the last day of ${monthName(today.month)} ${today.year}.`
      : undefined,
  (today) =>
    today.day === 1 ? `${monthName(today.month)} ${today.year} begins today.` : undefined,
  (today) =>
    today.month === 1 && today.day === 1 ? `Today is New Year's Day of ${today.year}.` : undefined,
  (today) =>
    today.day <= 12 && today.day !== today.month
      ? 'In France the day is written before the month, so people there write today as ' +
        `${today.day}/${today.month}/${today.year}.`
      : undefined,
];

/** Questions and the day each one asks for; `undefined` if the calendar has no such day. */
const questions: readonly {
  readonly text: string;
  readonly answer: (today: CalendarDay) => CalendarDay | undefined;
}[] = [
  { text: 'today', answer: (today) => today },
  { text: 'tomorrow', answer: (today) => addDays(today, 1) },
  { text: 'yesterday', answer: (today) => addDays(today, -1) },
  { text: '10 days ago', answer: (today) => addDays(today, -10) },
  { text: '24 hours later', answer: (today) => addDays(today, 1) },
  { text: 'one week ago from today', answer: (today) => addDays(today, -7) },
  { text: 'one week from today', answer: (today) => addDays(today, 7) },
  { text: 'a month ago', answer: (today) => addMonths(today, -1) },
  { text: 'one year ago from today', answer: (today) => addMonths(today, -12) },
];

const OPTIONS = 6;
const FIRST_YEAR = 1900;
const YEARS = 130;

/** A date to infer, with six options, in the form of BIG-Bench Hard's date_understanding. */
export function drawDateUnderstanding(random: RandomState): Example {
  for (;;) {
    const today = drawDay(random);
    const context = random.choice(contexts)(today, random);
    const question = random.choice(questions);
    const answer = question.answer(today);
    if (context === undefined || answer === undefined) continue;
    const options = random.permutation([answer, ...drawWrong({ answer, today, random })]);
    return renderMultipleChoice(
      {
        question: `${context} What is the date ${question.text} in MM/DD/YYYY?`,
        options: options.map(toNumbers),
      },
      options.indexOf(answer),
    );
  }
}

/**
 * Draws first and last days of months more often than their share, because some contexts need them.
 */
function drawDay(random: RandomState): CalendarDay {
  const start = { year: FIRST_YEAR + random.choice(YEARS), month: 1 + random.choice(12), day: 1 };
  const edge = random.choice(6);
  if (edge === 0) return start;
  if (edge === 1) return addDays(addMonths(start, 1) ?? start, -1);
  return addDays(start, random.choice(28));
}

/** Five other days, close to the right one or with a part of it changed. */
function drawWrong({
  answer,
  today,
  random,
}: {
  readonly answer: CalendarDay;
  readonly today: CalendarDay;
  readonly random: RandomState;
}): readonly CalendarDay[] {
  const swapped = { ...answer, month: answer.day, day: answer.month };
  const candidates: readonly (() => CalendarDay | undefined)[] = [
    () => today,
    () => addDays(answer, random.choice([-1, 1])),
    () => addDays(answer, random.choice([-7, -3, -2, 2, 3, 7])),
    () => addDays(answer, random.integer(-40, 41)),
    () => addMonths(answer, random.choice([-2, -1, 1, 2])),
    () => addMonths(answer, 12 * random.choice([-10, -1, 1, 10])),
    () => (swapped.month <= 12 && isDay(swapped) ? swapped : undefined),
  ];
  const chosen = new Map([[toNumbers(answer), answer]]);
  while (chosen.size < OPTIONS) {
    const candidate = random.choice(candidates)();
    if (candidate) chosen.set(toNumbers(candidate), candidate);
  }
  return [...chosen.values()].slice(1);
}
