// pnpm --filter @dln/studio bench:guide [seeds] [first seed]: guides the embedded model with a
// simulated rater who errs once in ten times, and prints the accuracy of the rater's hidden
// criterion before and after five rounds.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureGuide } from './measure-guide.ts';

const seeds = Number(process.argv[2] ?? 10);
const first = Number(process.argv[3] ?? 1);
const folder = await mkdtemp(join(tmpdir(), 'dln-guide-bench-'));
const results = [];
for (let seed = first; seed < first + seeds; seed++) {
  const result = await measureGuide({
    seed,
    rounds: 5,
    noise: 0.1,
    folder: join(folder, `${seed}`),
  });
  console.log(JSON.stringify(result));
  results.push(result);
}
await rm(folder, { recursive: true });
for (const [name, values] of [
  ['before', results.map(({ before }) => before)],
  ['after', results.map(({ after }) => after)],
] as const) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance =
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  // 2.262: the 97.5 % quantile of Student's t with 9 degrees of freedom, for ten seeds.
  const half = 2.262 * Math.sqrt(variance / values.length);
  console.log(`${name}: ${(100 * mean).toFixed(1)} ± ${(100 * half).toFixed(1)} %`);
}
