import { printable, redactSecrets } from '@dln/llm';

/** Writes a result to stdout. Text of models, servers and files cannot command the terminal. */
export function print(text: string): void {
  console.log(shown(text));
}

/** Writes a note or an error to stderr, in the same way. */
export function note(text: string): void {
  console.error(shown(text));
}

/** A text as it may be shown: without commands to a terminal, and without secrets. */
export function shown(text: string): string {
  return printable(redactSecrets(text));
}
