// Scores fifty texts with @dln/local and with reference.py, and compares; then scores them again
// with other numbers of sequences and threads and in another order, where nothing may change at
// all: `pnpm --filter dln-check-local check-scores [model.gguf]`.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath, URL } from 'node:url';
import { createLocalModel, embeddedModelPath } from '@dln/local';
import { RandomState } from '@dln/random';
import { createTexts } from './texts.mjs';

/**
 * In nats, for a token and for the mean of a text's tokens. The engine multiplies and caches in
 * half precision.
 */
const TOLERANCE = { token: 0.02, mean: 0.005 };

/** In nats, between two runs of the engine. */
const SAME = 1e-6;

const path =
  process.argv[2] === undefined
    ? embeddedModelPath
    : resolve(process.env['INIT_CWD'] ?? '.', process.argv[2]);
const texts = createTexts();
const exact = runReference();
const scores = await score(texts, { sequences: 1, threads: 1 });

const differences = scores.flatMap((values, index) => compare(values, exact[index] ?? []));
const means = scores.map((values, index) => Math.abs(mean(values) - mean(exact[index] ?? [])));
report('largest difference of a token', Math.max(...differences), TOLERANCE.token);
report('largest difference of a text’s mean', Math.max(...means), TOLERANCE.mean);
console.log(
  `${texts.length} texts, ${differences.length} tokens, mean difference ${mean(differences).toExponential(1)}`,
);

for (const options of [
  { sequences: 4, threads: 1 },
  { sequences: 16, threads: 1 },
  { sequences: 4, threads: 2 },
]) {
  const order = new RandomState(options.sequences).permutation(texts.length);
  const shuffled = await score(
    order.map((index) => texts[index]),
    options,
  );
  const changes = order.flatMap((index, place) =>
    compare(shuffled[place] ?? [], scores[index] ?? []),
  );
  report(
    `shuffled, ${options.sequences} sequences, ${options.threads} threads`,
    Math.max(...changes),
    SAME,
  );
}

function runReference() {
  const script = fileURLToPath(new URL('reference.py', import.meta.url));
  const python =
    process.env['PYTHON'] ?? fileURLToPath(new URL('.venv/bin/python', import.meta.url));
  const { status, stdout, stderr, error } = spawnSync(python, [script, path], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`${python} ${script}: ${error?.message ?? stderr}`);
  return JSON.parse(stdout);
}

async function score(requests, options) {
  await using model = createLocalModel({ path, ...options });
  return (await model.scoreText(requests)).map(({ logProbabilities }) => logProbabilities);
}

function compare(values, others) {
  if (values.length !== others.length)
    throw new Error(`${values.length} tokens, and ${others.length}`);
  return values.map((value, index) => Math.abs(value - others[index]));
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function report(what, difference, tolerance) {
  const isFine = difference <= tolerance;
  if (!isFine) process.exitCode = 1;
  console.log(
    `${isFine ? 'ok  ' : 'FAIL'} ${what}: ${difference.toExponential(2)} (at most ${tolerance})`,
  );
}
