import { fieldsOf, numberOf, parseJson, textOf } from './fields.ts';

/** When something happened in a run. */
export interface TimelineEntry {
  /** `opened`, or the type of an event. */
  readonly type: string;
  readonly iteration: number | null;
  /** Events by then. */
  readonly events: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Attempts that were made again, by kind, since the process began. */
  readonly retries: Readonly<Record<string, number>>;
}

/** Reads timeline.jsonl. Broken lines are left out. */
export function parseTimeline(text: string): readonly TimelineEntry[] {
  return text.split('\n').flatMap((line) => {
    const entry = fieldsOf(parseJson(line));
    const at = Date.parse(textOf(entry['at']) ?? '');
    const type = textOf(entry['type']);
    if (type === null || Number.isNaN(at)) return [];
    const retries = Object.entries(fieldsOf(entry['retries'])).flatMap(([kind, count]) =>
      typeof count === 'number' ? [[kind, count] as const] : [],
    );
    return [
      {
        type,
        iteration: numberOf(entry['iteration']),
        events: numberOf(entry['events']) ?? 0,
        at,
        retries: Object.fromEntries(retries),
      },
    ];
  });
}
