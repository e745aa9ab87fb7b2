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
