/** A day of the Gregorian calendar. */
export interface CalendarDay {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  /** 1 to 31 */
  readonly day: number;
}

const DAY_IN_MS = 86_400_000;

const monthNames =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/** Adds days to a date; negative `days` go back. */
export function addDays(from: CalendarDay, days: number): CalendarDay {
  const date = new Date(Date.UTC(from.year, from.month - 1, from.day) + days * DAY_IN_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The same day of another month; `undefined` if that month has no such day. */
export function addMonths(from: CalendarDay, months: number): CalendarDay | undefined {
  const count = from.year * 12 + (from.month - 1) + months;
  const day = { year: Math.floor(count / 12), month: (count % 12) + 1, day: from.day };
  return isDay(day) ? day : undefined;
}

/** Whether the date exists. */
export function isDay(day: CalendarDay): boolean {
  const same = addDays(day, 0);
  return same.year === day.year && same.month === day.month && same.day === day.day;
}

/** `03/18/1977` */
export function toNumbers({ year, month, day }: CalendarDay): string {
  return `${String(month).padStart(2, '0')}/${String(day).padStart(2, '0')}/${year}`;
}

/** `Mar 18, 1977` */
export function toWords({ year, month, day }: CalendarDay): string {
  return `${monthName(month).slice(0, 3)} ${day}, ${year}`;
}

/** `March` for 3 */
export function monthName(month: number): string {
  return monthNames[month - 1] ?? '';
}
