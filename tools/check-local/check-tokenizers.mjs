// Tries @dln/local with the tokenizers of well-known models, which llama.cpp's source brings along
// for its own tests and node-llama-cpp with it: each gets a small model of random weights and goes
// through the conformance checks, and texts must come apart and together as they are.
// `pnpm --filter dln-check-local check-tokenizers`
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, URL } from 'node:url';
import { createLocalModel } from '@dln/local';
import { createConformanceChecks } from '@dln/llm/testing';

const TOKENIZERS = [
  'llama-spm',
  'phi-3',
  'gemma-4',
  'llama-bpe',
  'gpt-2',
  'qwen2',
  'falcon',
  'deepseek-llm',
];

/** In nats: sums over a quarter of a million tokens in single precision, in two orders. */
const TOLERANCE = 1e-3;

/**
 * @type {readonly { name: string, run: (model: import('@dln/local').LocalModel) => Promise<void>
 * }[]}
 */
const ownChecks = [
  {
    name: 'a word after a blank is one token, whatever stands before it',
    run: async (model) => {
      const [score] = await model.scoreText([
        { context: 'The capital of France is', continuation: ' Paris' },
      ]);
      if (score?.logProbabilities.length !== 1)
        throw new Error(`${score?.logProbabilities.length} tokens`);
    },
  },
  {
    name: 'a reply is the sum of its tokens',
    run: async (model) => {
      const prompts = [1, 2, 3, 4].map((seed) => ({ prompt: 'The capital', seed }));
      const options = { temperature: 1, maxTokens: 12, logProbabilities: true };
      for (const { text, tokens = [] } of await model.generate(prompts, options)) {
        const joined = tokens.map(({ token }) => token).join('');
        // Parts of characters are texts together only.
        if (!joined.includes('\uFFFD') && joined !== text)
          throw new Error(`${joined} is not ${text}`);
      }
    },
  },
];

const folder = mkdtempSync(join(tmpdir(), 'dln-tokenizers-'));
try {
  const bundle = join(dirname(findPackage()), 'llama', 'gitRelease.bundle');
  const source = join(folder, 'llama.cpp');
  execFileSync('git', ['clone', '--quiet', '--no-checkout', bundle, source]);
  for (const name of TOKENIZERS) await check(name, source);
} finally {
  rmSync(folder, { recursive: true });
}

async function check(name, source) {
  const blob = `HEAD:models/ggml-vocab-${name}.gguf`;
  const vocabulary = execFileSync('git', ['-C', source, 'show', blob], { maxBuffer: 2 ** 28 });
  const path = join(folder, `${name}.gguf`);
  writeFileSync(`${path}.vocabulary`, vocabulary);
  const script = fileURLToPath(new URL('graft.py', import.meta.url));
  const python =
    process.env['PYTHON'] ?? fileURLToPath(new URL('.venv/bin/python', import.meta.url));
  execFileSync(python, [script, `${path}.vocabulary`, path]);

  await using model = createLocalModel({ path, threads: 1, sequences: 2, format: 'plain' });
  const checks = createConformanceChecks({ tolerance: TOLERANCE });
  const problems = [];
  for (const { name: claim, run } of [...checks, ...ownChecks]) {
    const test = { skip: (reason) => console.log(`skip ${name}: ${claim}: ${reason}`) };
    await run(model, test).catch((error) => problems.push(`${claim}: ${error.message}`));
  }
  const count = checks.length + ownChecks.length;
  console.log(
    `${problems.length === 0 ? 'ok  ' : 'FAIL'} ${name}: ${count - problems.length} of ${count} claims`,
  );
  for (const problem of problems) console.log(`     ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}

function findPackage() {
  const local = createRequire(import.meta.url).resolve('@dln/local/package.json');
  const entry = createRequire(local).resolve('node-llama-cpp');
  return join(entry, '..', '..', 'package.json');
}
