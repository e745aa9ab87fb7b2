// Compares the scores of lm-evaluation-harness through `dln serve` with those of `scoreText`, on 20
// items with 3 answers each: `pnpm --filter dln-check-clients check-harness model.gguf`.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalModel } from '@dln/local';
import { modelPath, python, serve } from './serve.mjs';

/** In nats, for the sum over an answer. */
const TOLERANCE = 1e-3;

const turns = ['left', 'right', 'around'];
const items = Array.from({ length: 20 }, (_, index) => ({
  question: `Take ${(index % 9) + 1} steps. Turn ${turns[index % 3]}. Take ${(index % 4) + 2} steps.\nThe last turn was:`,
  choices: turns,
  answer: index % 3,
}));

const folder = await mkdtemp(join(tmpdir(), 'dln-harness-'));
try {
  const ours = await scoreByOurselves();
  const theirs = await scoreByHarness();
  const differences = items.flatMap(({ question }, item) =>
    turns.map((_, choice) => {
      const found = theirs.get(question)?.[choice];
      const own = ours[item * turns.length + choice];
      if (found === undefined || own === undefined)
        throw new Error(`item ${item} has no score for answer ${choice}`);
      return Math.abs(found - own);
    }),
  );
  const largest = Math.max(...differences);
  console.log(
    `${items.length} items, ${differences.length} sums of log-probabilities; largest difference ${largest.toExponential(1)} nats (at most ${TOLERANCE})`,
  );
  process.exitCode = largest <= TOLERANCE ? 0 : 1;
} finally {
  await rm(folder, { recursive: true });
}

/** `question` → the sum of log-probabilities of each answer. */
async function scoreByHarness() {
  const data = join(folder, 'items.jsonl');
  await writeFile(data, items.map((item) => `${JSON.stringify(item)}\n`).join(''));
  const task = {
    task: 'dln_turns',
    dataset_path: 'json',
    dataset_kwargs: { data_files: { test: data } },
    test_split: 'test',
    output_type: 'multiple_choice',
    doc_to_text: '{{question}}',
    doc_to_choice: '{{choices}}',
    doc_to_target: 'answer',
    metric_list: [{ metric: 'acc' }],
  };
  // JSON is YAML.
  await writeFile(join(folder, 'dln_turns.yaml'), JSON.stringify(task));
  const server = await serve();
  try {
    const { status, error } = spawnSync(
      python,
      [
        ...['-m', 'lm_eval', 'run', '--model', 'local-completions', '--tasks', 'dln_turns'],
        ...['--include_path', folder, '--batch_size', '4', '--log_samples'],
        ...['--output_path', join(folder, 'out')],
        ...['--model_args', `model=local,base_url=${server.url}/completions`],
      ],
      {
        stdio: 'inherit',
        env: { ...process.env, HF_HUB_OFFLINE: '1', HF_DATASETS_CACHE: join(folder, 'cache') },
      },
    );
    if (error) throw error;
    if (status !== 0) throw new Error(`the harness ended with status ${status}`);
  } finally {
    await server.stop();
  }
  const names = await readdir(join(folder, 'out'), { recursive: true });
  const samples = names.find((name) => /samples_dln_turns.*\.jsonl$/.test(name));
  if (samples === undefined) throw new Error('the harness wrote no samples');
  const lines = (await readFile(join(folder, 'out', samples), 'utf8')).trim().split('\n');
  return new Map(
    lines.map((line) => {
      const { doc, resps } = JSON.parse(line);
      return [doc.question, resps.map(([[sum]]) => Number(sum))];
    }),
  );
}

/** `[item × answer]`; the harness puts a space before each answer. */
async function scoreByOurselves() {
  await using model = createLocalModel({ path: modelPath, format: 'plain' });
  const { start } = await model.openTokenizer();
  if (start.length > 0)
    throw new Error(
      `${modelPath} puts a start token before a text, which the harness leaves out. Name a file without one, such as that of smollm2-135m-instruct.`,
    );
  const requests = items.flatMap(({ question, choices }) =>
    choices.map((choice) => ({ context: question, continuation: ` ${choice}` })),
  );
  const scores = await model.scoreText(requests);
  return scores.map(({ logProbabilities }) => logProbabilities.reduce((sum, one) => sum + one, 0));
}
