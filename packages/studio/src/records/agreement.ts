import { fieldsOf, listOf, numberOf, textOf } from './fields.ts';

/** How far a judge agrees with the labels of people. */
export interface Agreement {
  /** The name of the file of labels. */
  readonly labels: string;
  /** Labelled answers that the judge scored, and those on which both agree. */
  readonly count: number;
  readonly agreed: number;
  /** The 95 % interval of the share. */
  readonly interval: readonly [number, number];
  /** Cohen's kappa; null if it is not defined. */
  readonly kappa: number | null;
}

/** Reads the content of agreement.json. Entries without figures are left out. */
export function parseAgreements(value: unknown): readonly Agreement[] {
  return listOf(value).flatMap((entry) => {
    const record = fieldsOf(entry);
    const [count, agreed] = [numberOf(record['count']), numberOf(record['agreed'])];
    const [low = null, high = null] = listOf(record['interval']).map(numberOf);
    if (count === null || agreed === null || low === null || high === null) return [];
    const labels = textOf(record['labels']) ?? '';
    return [
      { labels, count, agreed, interval: [low, high] as const, kappa: numberOf(record['kappa']) },
    ];
  });
}
