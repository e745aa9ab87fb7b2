import { createHash } from 'node:crypto';

import {
  sendError,
  sendJson,
  startTestServer,
  type TestServer,
} from './start-test-server.fixture.ts';

/** What a tiny server may lack. */
export interface TinyLanguageServerOptions {
  /**
   * @default 'scores' as vLLM does; 'refuses' as OpenAI does; 'ignores' as llama.cpp's server does;
   *   'shifts' the numbers by one token as llama-cpp-python does for a model without a start token
   */
  readonly echo?: 'scores' | 'refuses' | 'ignores' | 'shifts';
  /** Answers vLLM's `prompt_logprobs`. @default false: it ignores them */
  readonly promptLogProbabilities?: boolean;
  /** What its list of models says of the only one. @default nothing but its name */
  readonly listed?: Readonly<Record<string, unknown>>;
  /** The most top log-probabilities it allows. @default 100 */
  readonly maxTop?: number;
  /** What it does beyond that. @default 'refuses' */
  readonly beyondMaxTop?: 'refuses' | 'cuts';
  /** @default true */
  readonly seeds?: boolean;
}

interface Body {
  readonly prompt?: string;
  readonly messages?: readonly { readonly content: string }[];
  readonly max_tokens?: number;
  readonly temperature?: number;
  readonly stop?: readonly string[];
  readonly seed?: number;
  readonly echo?: boolean;
  readonly prompt_logprobs?: number;
  readonly logprobs?: number | boolean;
  readonly top_logprobs?: number;
}

interface WeightedToken {
  readonly token: string;
  readonly logProbability: number;
}

const VOCABULARY = Array.from(
  'one two three four five six seven eight nine ten sun rises sets east west in the and day night yes no it is every prime question answer true false'.split(
    ' ',
  ),
  (word) => ` ${word}`,
);
/** Of any token outside the vocabulary. */
const UNKNOWN = -12;

const tokenize = (text: string): string[] => text.match(/ ?\p{L}+| ?\d+|[^]/gu) ?? [];

const uniform = (...parts: readonly unknown[]): number =>
  createHash('sha256').update(JSON.stringify(parts)).digest().readUInt32BE() / 2 ** 32;

const distributions = new Map<string, readonly WeightedToken[]>();

/** The distribution after some tokens, best first: it depends on the last two. */
function distributionAfter(tokens: readonly string[]): readonly WeightedToken[] {
  const key = JSON.stringify(tokens.slice(-2));
  const distribution = distributions.get(key) ?? createDistribution(tokens);
  distributions.set(key, distribution);
  return distribution;
}

function createDistribution(tokens: readonly string[]): readonly WeightedToken[] {
  const logits = VOCABULARY.map((token) => 6 * uniform(tokens.slice(-2), token));
  const total = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
  return VOCABULARY.map((token, index) => ({
    token,
    logProbability: (logits[index] ?? 0) - total,
  })).sort((a, b) => b.logProbability - a.logProbability);
}

function pick(tokens: readonly string[], body: Body, sample: number): WeightedToken {
  const distribution = distributionAfter(tokens);
  const [best] = distribution;
  if (best === undefined) throw new Error('the vocabulary is empty');
  if ((body.temperature ?? 1) === 0) return best;
  let rest = uniform(sample, tokens);
  return distribution.find(({ logProbability }) => (rest -= Math.exp(logProbability)) < 0) ?? best;
}

/** vLLM's `prompt_logprobs`: each token with the most likely ones. */
function scorePrompt(tokens: readonly string[], top: number): readonly unknown[] {
  return tokens.map((token, at) => {
    if (at === 0) return null;
    const distribution = distributionAfter(tokens.slice(0, at));
    const known = distribution.find((each) => each.token === token);
    const own = { token, logProbability: known?.logProbability ?? UNKNOWN };
    return Object.fromEntries(
      [own, ...distribution.slice(0, top)].map((each) => [
        VOCABULARY.indexOf(each.token),
        { logprob: each.logProbability, decoded_token: each.token },
      ]),
    );
  });
}

/**
 * A server of a tiny language model: one true distribution, read by generating, by echo and by top
 * log-probabilities.
 */
export async function startTinyLanguageServer({
  echo = 'scores',
  promptLogProbabilities = false,
  listed = {},
  maxTop = 100,
  beyondMaxTop = 'refuses',
  seeds = true,
}: TinyLanguageServerOptions = {}): Promise<TestServer> {
  return startTestServer(({ path, body: received }, response, index) => {
    if (path === '/v1/models') {
      sendJson(response, { object: 'list', data: [{ id: 'm', object: 'model', ...listed }] });
      return;
    }
    const body = received as Body;
    if (Array.isArray(body.prompt)) {
      sendError(response, 400, { message: 'prompt must be a string' });
      return;
    }
    const isChat = path === '/v1/chat/completions';
    const prompt = isChat
      ? (body.messages ?? []).map(({ content }) => content).join('')
      : (body.prompt ?? '');
    const asked = isChat ? (body.top_logprobs ?? 0) : Number(body.logprobs ?? 0);
    const isEchoed = body.echo === true && echo !== 'ignores';
    if (isEchoed && echo === 'refuses') {
      sendError(response, 400, { message: 'echo with logprobs is not supported' });
      return;
    }
    if (asked > maxTop && beyondMaxTop === 'refuses') {
      sendError(response, 400, { message: `at most ${maxTop} top log-probabilities` });
      return;
    }

    const before = tokenize(prompt);
    const made: WeightedToken[] = [];
    const tops: (readonly WeightedToken[])[] = [];
    const limit = isEchoed ? 0 : body.max_tokens === 0 ? 1 : (body.max_tokens ?? 16);
    while (made.length < limit) {
      const tokens = [...before, ...made.map(({ token }) => token)];
      tops.push(distributionAfter(tokens).slice(0, Math.min(asked, maxTop)));
      made.push(pick(tokens, body, seeds ? (body.seed ?? 0) : index));
    }
    const whole = made.map(({ token }) => token).join('');
    const ends = (body.stop ?? []).map((stop) => whole.indexOf(stop)).filter((at) => at >= 0);
    const text = whole.slice(0, Math.min(whole.length, ...ends));
    const finish_reason = ends.length > 0 ? 'stop' : 'length';
    const usage = { prompt_tokens: before.length, completion_tokens: made.length };

    const promptScores =
      promptLogProbabilities && body.prompt_logprobs !== undefined
        ? { prompt_logprobs: scorePrompt(before, body.prompt_logprobs) }
        : {};

    if (isChat) {
      const content = made.map(({ token, logProbability }, at) => ({
        token,
        logprob: logProbability,
        top_logprobs: tops[at]?.map((each) => ({
          token: each.token,
          logprob: each.logProbability,
        })),
      }));
      const message = { role: 'assistant', content: text };
      const logprobs = body.logprobs === true ? { content } : null;
      sendJson(response, {
        choices: [{ message, logprobs, finish_reason }],
        usage,
        ...promptScores,
      });
      return;
    }
    const echoed = (isEchoed ? before : []).map((token, at) => {
      const seen = before.slice(0, echo === 'shifts' ? at + 1 : at);
      const known = distributionAfter(seen).find((each) => each.token === token);
      return { token, logProbability: at === 0 ? null : (known?.logProbability ?? UNKNOWN) };
    });
    const all = [...echoed, ...made];
    const logprobs = {
      tokens: all.map(({ token }) => token),
      token_logprobs: all.map(({ logProbability }) => logProbability),
      top_logprobs: tops.map((top) =>
        Object.fromEntries(top.map((each) => [each.token, each.logProbability])),
      ),
      text_offset: all.map((_, at) =>
        all.slice(0, at).reduce((sum, { token }) => sum + token.length, 0),
      ),
    };
    const choice = {
      ...promptScores,
      text: (isEchoed ? prompt : '') + text,
      logprobs: body.logprobs === undefined ? null : logprobs,
      finish_reason,
    };
    sendJson(response, { choices: [choice], usage });
  });
}
