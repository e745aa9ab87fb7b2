import type { RoundEstimate } from '../../guide/round/estimate-round.ts';

const KEY = 'dln-rater';

/** The name that the rater gave last; `me` before. */
export function readRater(): string {
  try {
    return localStorage.getItem(KEY) ?? 'me';
  } catch {
    return 'me'; // a browser that keeps nothing
  }
}

/** Keeps the name of the rater for the next visit, if the browser keeps anything. */
export function writeRater(name: string): void {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // The name is asked again next time.
  }
}

/** What the next round may use, in a sentence. */
export function describeEstimate({ requests, tokens, dollars, cap }: RoundEstimate): string {
  const parts = [
    `at most ${requests} requests`,
    ...(tokens === null ? [] : [`about ${tokens} tokens`]),
    ...(dollars === null ? [] : [`about $${dollars.toFixed(2)}`]),
  ];
  return `The next round takes ${parts.join(', ')}${cap === null ? '' : `; the cap is ${cap} requests`}.`;
}
