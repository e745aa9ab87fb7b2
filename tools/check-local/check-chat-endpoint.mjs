// Scores fifty assistant texts under chat prompts at an endpoint with prompt_logprobs (vLLM), and
// compares them with a direct evaluation by the transformers library. The server named by
// OPENAI_BASE_URL serves the same model in the same precision:
// `pnpm --filter dln-check-local check-chat-endpoint NAME FOLDER`.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import process from 'node:process';
import { createChatModel } from '@dln/llm';
import { chatTexts } from './chat-texts.mjs';

/** In nats, for a token. */
const TOLERANCE = 1e-3;

const [name, folder] = process.argv.slice(2);
const {
  OPENAI_BASE_URL: baseUrl,
  OPENAI_API_KEY: apiKey = 'EMPTY',
  PYTHON = 'python3',
} = process.env;
if (name === undefined || folder === undefined || baseUrl === undefined)
  throw new Error(
    'Set OPENAI_BASE_URL, and name the model of the server and the folder of its files.',
  );

// Texts in several scripts: some characters are several tokens.
const requests = chatTexts(50).map((request, index) =>
  index % 4 === 0 ? { ...request, continuation: `日本 é 🙂 ${request.continuation}` } : request,
);
const model = createChatModel({ model: name, baseUrl, apiKey, capabilities: { scoresText: true } });
const scores = await model.scoreText(requests);
const { stdout, status } = spawnSync(
  PYTHON,
  [resolve(import.meta.dirname, 'direct_chat.py'), resolve(process.env['INIT_CWD'] ?? '.', folder)],
  { input: JSON.stringify(requests), encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'] },
);
if (status !== 0) throw new Error(`${PYTHON} direct_chat.py ended with ${status}`);
const direct = JSON.parse(stdout);
let largest = 0;
let tokens = 0;
for (const [index, exact] of direct.entries()) {
  const { logProbabilities } = scores[index];
  if (exact.length !== logProbabilities.length)
    throw new Error(`text ${index}: ${logProbabilities.length} tokens, and ${exact.length}`);
  tokens += exact.length;
  largest = Math.max(largest, ...exact.map((value, at) => Math.abs(value - logProbabilities[at])));
}
console.log(
  `${requests.length} texts, ${tokens} tokens: largest difference of a token ${largest.toExponential(2)}, at most ${TOLERANCE}`,
);
if (!(largest <= TOLERANCE)) process.exitCode = 1;
