// Trains through LiteLLM's proxy before HashLM: `pnpm --filter dln-check-clients check-litellm`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createCompletionsModel, createScheduler, probeModel } from '@dln/llm';
import { startHashLm } from 'dln-hashlm';
import { startBreakingServer } from './breaking-server.mjs';
import { installLiteLlm, startLiteLlm } from './start-litellm.mjs';

const main = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url));
const data = fileURLToPath(new URL('../../data', import.meta.url));

const SMALL =
  '--dataset navigate --layers 2 --iters 2 --val-freq 1 --batch-size 4 --num-p-samples 3 --num-h-samples 2 --max-train-size 12 --max-dev-size 6 --max-test-size 6';

const program = installLiteLlm();
const directory = await mkdtemp(join(tmpdir(), 'dln-litellm-'));
const port = await freePort();
const startBackend = () => startHashLm({ flags: ['--port', String(port)] });
let backend = await startBackend();
const breaking = await startBreakingServer();
const proxy = await startLiteLlm({
  ...{ program, port: await freePort(), directory },
  backends: { small: backend.baseUrl, breaking: breaking.baseUrl },
});
let failures = 0;
try {
  await checkProbe();
  await checkTraining();
  await checkStreams();
  await checkRetries();
} finally {
  await proxy.stop();
  await breaking.stop();
  await backend[Symbol.asyncDispose]();
  await rm(directory, { recursive: true });
}
process.exitCode = failures === 0 ? 0 : 1;

function connect(baseUrl, model, retries = {}) {
  const scheduler = createScheduler({ maxRetries: 0, ...retries });
  return createCompletionsModel({ model, baseUrl, apiKey: 'EMPTY', scheduler });
}

/** The proxy changes nothing that the probe finds. */
async function checkProbe() {
  const [direct, through] = await Promise.all(
    [backend.baseUrl, proxy.baseUrl].map((url) => probeModel(connect(url, 'small'))),
  );
  const shown = (report) =>
    report.findings.map(({ capability, works }) => `${capability} ${works ? 'yes' : 'no'}`).join();
  report('the probe', shown(through) === shown(direct), shown(through));
}

/** A run through the proxy has the result of a run without it, also after a kill. */
async function checkTraining() {
  const direct = await train('direct', backend.baseUrl);
  report('trains two layers without the proxy', direct.status === 0, direct.said);
  const through = await train('through', proxy.baseUrl);
  report('trains two layers', through.status === 0, through.said);
  const expected = await resultOf('direct');
  report('the result is that of a run without the proxy', (await resultOf('through')) === expected);

  const before = await backend.statistics();
  const killed = await train('killed', proxy.baseUrl, async () => {
    while ((await backend.statistics()).prompts < before.prompts + 60) await sleep(20);
  });
  report('a run is killed midway', killed.signal === 'SIGKILL');
  const resumed = await dln(['resume', join(directory, 'killed')], proxy.baseUrl);
  report('resumes', resumed.status === 0, resumed.said);
  report('the result is the same', (await resultOf('killed')) === expected);
}

/** What a stream breaks with is an error with the proxy's words, after the pieces that came. */
async function checkStreams() {
  const model = connect(proxy.baseUrl, 'breaking');
  const whole = await read(model, 'whole');
  report('a stream', whole.text === 'one two three' && !whole.error, JSON.stringify(whole.text));
  for (const way of ['error', 'cut']) {
    const { text, error } = await read(model, way);
    report(`a stream with an ${way === 'cut' ? 'end' : way} in the middle`, isTyped(error), text);
    console.log(`         ${error?.message}`);
  }
}

/** While the backend is gone, requests are repeated until it is there again. */
async function checkRetries() {
  let retries = 0;
  const count = { maxRetries: 8, onRetry: () => retries++ };
  const asked = { prompt: 'Take 3 steps.' };
  const [first] = await connect(proxy.baseUrl, 'small').generate([asked], { maxTokens: 4 });
  await backend[Symbol.asyncDispose]();
  const alone = await connect(proxy.baseUrl, 'small')
    .generate([asked], { maxTokens: 4 })
    .catch((error) => error);
  report('names a backend that is gone', isTyped(alone), alone.message);
  const [[again]] = await Promise.all([
    connect(proxy.baseUrl, 'small', count).generate([asked], { maxTokens: 4 }),
    sleep(2000).then(async () => {
      backend = await startBackend();
    }),
  ]);
  report('a killed backend', again?.text === first?.text && retries > 0, `${retries} retries`);
}

async function read(model, prompt) {
  let text = '';
  try {
    for await (const part of model.streamText({ prompt }, { maxTokens: 8 }))
      if (part.type === 'text') text += part.text;
    return { text };
  } catch (error) {
    return { text, error };
  }
}

function isTyped(error) {
  return error?.name === 'ApiCallError' && typeof error.code === 'string';
}

async function train(name, baseUrl, killWhen) {
  const model = baseUrl === proxy.baseUrl ? 'small' : 'hash-lm';
  const args = ['train', ...SMALL.split(' '), '--data-dir', data, '--fwd-model-type', model];
  return dln([...args, '--no-cache', '--out-dir', join(directory, name)], baseUrl, killWhen);
}

/** @param killWhen kills the command when it has ended */
async function dln(args, baseUrl, killWhen) {
  const child = spawn(process.execPath, ['--conditions=@dln/source', main, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: 'EMPTY' },
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const ended = once(child, 'exit');
  if (killWhen !== undefined) {
    await Promise.race([killWhen(), ended]);
    child.kill('SIGKILL');
  }
  const [status, signal] = await ended;
  return { status, signal, said: stderr.trim().split('\n').at(-1) ?? '' };
}

async function resultOf(name) {
  return readFile(join(directory, name, 'result_data.json'), 'utf8');
}

async function freePort() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address();
  server.close();
  await once(server, 'close');
  return free;
}

function report(name, isRight, detail = '') {
  if (!isRight) failures++;
  console.log(`  ${isRight ? 'ok    ' : 'FAILED'} ${name}${detail === '' ? '' : `: ${detail}`}`);
}
