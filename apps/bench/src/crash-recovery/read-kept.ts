import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openReplyStore } from '@dln/llm';

/** The serial numbers of the replies that a run has stored. */
export function readKept(runDirectory: string): readonly number[] {
  const file = join(runDirectory, 'replies.sqlite');
  if (!existsSync(file)) return [];
  const store = openReplyStore({ file, now: () => new Date() });
  try {
    return Array.from(store.entries(), ([, text]) => {
      const { usage } = JSON.parse(text) as { readonly usage: { readonly promptTokens: number } };
      return usage.promptTokens;
    });
  } finally {
    store.close();
  }
}
