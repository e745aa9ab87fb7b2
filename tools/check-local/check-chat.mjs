// Scores fifty assistant texts under chat prompts with @dln/local, and compares them with a direct
// evaluation: llama.cpp tokenizes the text that the file's chat template makes, special tokens
// included, and gives the probabilities of the whole vocabulary after each token. Then data that
// contain the text of every special token must change no token structure:
// `pnpm --filter dln-check-local check-chat model.gguf`.
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { createLocalModel } from '@dln/local';
import { chatTexts } from './chat-texts.mjs';

/** In nats, for a token. */
const TOLERANCE = 1e-3;

const [given] = process.argv.slice(2);
if (given === undefined) throw new Error('Name a GGUF file with a chat template.');
const path = resolve(process.env['INIT_CWD'] ?? '.', given);

const requests = chatTexts(50);
const engine = await openDirectly();
await using model = createLocalModel({ path, format: 'chat', threads: 1 });
const scores = await model.scoreText(requests);
let largest = 0;
let tokens = 0;
for (const [index, { context, continuation }] of requests.entries()) {
  const exact = await engine.score(context, continuation);
  const { logProbabilities } = scores[index];
  if (exact.length !== logProbabilities.length)
    throw new Error(`text ${index}: ${logProbabilities.length} tokens, and ${exact.length}`);
  tokens += exact.length;
  largest = Math.max(largest, ...exact.map((value, at) => Math.abs(value - logProbabilities[at])));
}
report(
  `${requests.length} texts, ${tokens} tokens: largest difference of a token`,
  largest,
  TOLERANCE,
);

// In data, the text of a special token has as many tokens as any other text, and is none itself.
const base = engine.countTokens([{ role: 'user', content: 'ab' }]) - engine.countPlain('ab');
const texts = engine.specialTexts.map((special) => `a${special}b`);
const read = await model.scoreText(texts.map((context) => ({ context, continuation: ' yes' })));
const wrong = texts.filter(
  (text, index) => read[index].usage.promptTokens !== base + engine.countPlain(text) + 1,
);
report(`${texts.length} special tokens in data: read as special`, wrong.length, 0);

/** llama.cpp without @dln/local's code. */
async function openDirectly() {
  const local = createRequire(import.meta.url).resolve('@dln/local/package.json');
  const entry = createRequire(local).resolve('node-llama-cpp');
  const { getLlama, LlamaLogLevel } = await import(pathToFileURL(entry).href);
  const jinja = createRequire(entry).resolve('@huggingface/jinja');
  const { Template } = await import(pathToFileURL(join(dirname(jinja), 'index.js')).href);
  const llama = await getLlama({
    gpu: false,
    build: 'never',
    skipDownload: true,
    logLevel: LlamaLogLevel.error,
  });
  const loaded = await llama.loadModel({ modelPath: path });
  const context = await loaded.createContext({
    contextSize: 1024,
    flashAttention: false,
    threads: 1,
  });
  const sequence = context.getSequence();
  const { metadata } = loaded.fileInfo;
  const template = new Template(metadata.tokenizer.chat_template);
  const encode = (messages) => {
    const text = template.render({
      messages,
      add_generation_prompt: true,
      bos_token: loaded.detokenize([loaded.tokens.bos], true),
      eos_token: loaded.detokenize([loaded.tokens.eos], true),
    });
    return loaded.tokenize(text, true);
  };
  const special = [...loaded.iterateAllTokens()].filter(
    (token) => loaded.getTokenAttributes(token).control,
  );
  return {
    specialTexts: special.map((token) => loaded.detokenize([token], true)),
    countTokens: (messages) => encode(messages).length,
    countPlain: (text) => loaded.tokenize(text, false).length,
    async score(messages, continuation) {
      const prompt = encode(messages);
      const targets = loaded.tokenize(continuation, false);
      const rows = [...prompt, ...targets.slice(0, -1)];
      await sequence.clearHistory();
      const results = await sequence.controlledEvaluate(
        rows.map((token, row) =>
          row < prompt.length - 1 ? token : [token, { generateNext: { probabilities: true } }],
        ),
      );
      return targets.map((token, at) =>
        Math.log(results[prompt.length - 1 + at].next.probabilities.get(token)),
      );
    },
  };
}

function report(what, difference, tolerance) {
  const isFine = difference <= tolerance;
  if (!isFine) process.exitCode = 1;
  console.log(
    `${isFine ? 'ok  ' : 'FAIL'} ${what}: ${difference.toExponential(2)} (at most ${tolerance})`,
  );
}
