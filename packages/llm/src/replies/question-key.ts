import { hash } from 'node:crypto';

import type { Prompt } from '../prompts/prompt.ts';

/**
 * A short key of a question. No two questions share a key, and its size does not grow with the
 * texts.
 *
 * @param kind - what is asked, with every option that decides the answer
 * @param context - the prompt asked about
 * @param continuation - the text scored after it
 */
export function questionKey(kind: string, context: Prompt, continuation = ''): string {
  if (typeof context !== 'string') {
    const messages = context.map(({ role, content }) => [role, content]);
    return questionKey(`messages ${kind}`, JSON.stringify(messages), continuation);
  }
  // Lengths make the parts unambiguous: nothing that moves text from one to the other gives the
  // same key.
  const question = `${kind.length} ${context.length} ${kind}${context}${continuation}`;
  return hash('sha256', question, 'base64');
}
