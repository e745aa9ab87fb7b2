// Measures scoring speed in one run: `pnpm --filter @dln/local bench [model.gguf [threads [inputs [rounds]]]]`.
// The grid is that of prompt training: contexts are instructions × inputs, with a few answers and
// hidden texts each. Run it on idle cores.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';

import type { ScoreTextRequest } from '@dln/llm';
import { RandomState } from '@dln/random';

import { createLocalModel, embeddedModelPath, measureScoring } from '../src/index.ts';

const WORDS = (
  'take turn left right around step steps forward backward always face one two three four ' +
  'five move position after each'
).split(' ');

const [given, threads, inputCount = '20', rounds = '5'] = process.argv.slice(2);

const random = new RandomState(1);
const words = (count: number): string => random.choices(WORDS, count).join(' ');

const instructions = Array.from({ length: 6 }, () => words(9));
const inputs = Array.from({ length: Number(inputCount) }, () => words(60));

/** Every instruction with every input. The instruction comes first, so inputs share it. */
const classes: readonly ScoreTextRequest[] = instructions.flatMap((instruction) =>
  inputs.flatMap((input) =>
    ['Yes', 'No'].map((continuation) => ({
      context: `${instruction}\n\n${input}\n\nAnswer:\n`,
      continuation,
    })),
  ),
);

/** Every hidden text under every instruction. The input comes first, so instructions share it. */
const hiddenTexts: readonly ScoreTextRequest[] = inputs.flatMap((input) => {
  const texts = Array.from({ length: 4 }, () => words(30));
  return instructions.flatMap((instruction) =>
    texts.map((continuation) => ({ context: `${input}\n\n${instruction}\n`, continuation })),
  );
});

const path =
  given === undefined || given === ''
    ? embeddedModelPath
    : resolve(process.env['INIT_CWD'] ?? '.', given);
if (!existsSync(path)) throw new Error(`No such model: ${path}`);

await using model = createLocalModel({
  // Each round evaluates the same tokens.
  keepPrefixes: false,
  path,
  ...(threads === undefined || threads === '' ? {} : { threads: Number(threads) }),
});
for (const [name, requests] of Object.entries({ classes, hiddenTexts })) {
  const measured = await measureScoring(model, {
    requests,
    now: () => performance.now(),
    rounds: Number(rounds),
  });
  const { tokensEvaluated, distinctPrefixTokens, textsPerSecond, tokensPerSecond } = measured;
  console.log(`${name}: ${requests.length} texts`);
  console.log(`  texts per second                 ${textsPerSecond.toFixed(0)}`);
  console.log(`  tokens per second, scoring       ${tokensPerSecond.toFixed(0)}`);
  console.log(`  tokens per second, plain         ${measured.plainTokensPerSecond.toFixed(0)}`);
  console.log(`  tokens per second, all logits    ${measured.allLogitsTokensPerSecond.toFixed(0)}`);
  console.log(`  scoring / plain                  ${measured.plainRatio.toFixed(2)}`);
  console.log(`  scoring / all logits             ${measured.ratio.toFixed(2)}`);
  console.log(
    `  tokens / distinct prefixes       ${(tokensEvaluated / distinctPrefixTokens).toFixed(3)} ` +
      `(${tokensEvaluated} / ${distinctPrefixTokens})`,
  );
}
