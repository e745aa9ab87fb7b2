import { judgeEach } from '../judge-outputs.ts';
import type { Loss } from '../loss.ts';

/**
 * Words and numbers; in scripts without blanks, each character is one token.
 */
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}_]+/gu;

/**
 * 1 less the F1 of the words that output and target share, each counted as often as it occurs.
 * Ignores case and punctuation. Two texts without words are the same.
 */
export const tokenF1Loss: Loss = {
  name: 'token_f1_loss',
  isTolerant: true,
  compute: (outputs, targets) =>
    judgeEach({ outputs, targets, loss: 'token_f1_loss' }, (output, target) => {
      const [written, wanted] = [tokensOf(output), tokensOf(target)];
      if (written.length === 0 && wanted.length === 0) return 0;
      const shared = countShared(written, wanted);
      return 1 - (2 * shared) / (written.length + wanted.length);
    }),
};

function tokensOf(text: string): readonly string[] {
  return text.normalize('NFKC').toLowerCase().match(TOKEN) ?? [];
}

function countShared(left: readonly string[], right: readonly string[]): number {
  const open = new Map<string, number>();
  for (const token of right) open.set(token, (open.get(token) ?? 0) + 1);
  let shared = 0;
  for (const token of left) {
    const count = open.get(token) ?? 0;
    if (count === 0) continue;
    shared += 1;
    open.set(token, count - 1);
  }
  return shared;
}
