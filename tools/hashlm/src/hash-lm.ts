import { generate, type GeneratedText } from './generate.ts';
import { nextTokens, tokenLogProbability } from './next-tokens.ts';
import { invalidRequest } from './request-error.ts';
import { promptsOf, stopsOf, textOfMessages, type RequestBody } from './request-body.ts';
import type { Counters } from './statistics.ts';
import { TokenContext, tokenize } from './token-context.ts';

/** Options of `createHashLm`. */
export interface HashLmOptions {
  /** Tokens of prompt and reply together; 0 for no limit. */
  readonly maxContext: number;
  /** Rejects `echo` together with `logprobs`. */
  readonly refusesEcho: boolean;
  readonly counters: () => Counters;
  /** Called once per reply. */
  readonly onReply: (prompt: string, body: RequestBody, answer: string) => void;
}

/** Answers request bodies with response bodies. */
export interface HashLm {
  readonly completions: (body: RequestBody) => unknown;
  readonly chat: (body: RequestBody) => unknown;
}

/** The server's replies, without HTTP. */
export function createHashLm(options: HashLmOptions): HashLm {
  const { counters } = options;

  const checkLength = (length: number, maxTokens: number): void => {
    const { maxContext } = options;
    const total = length + maxTokens;
    if (maxContext > 0 && total > maxContext)
      throw invalidRequest(
        `This model's maximum context length is ${maxContext} tokens, however you requested ${total} tokens.`,
        'context_length_exceeded',
      );
  };

  const note = (prompt: string, body: RequestBody, answer: string): void => {
    const { counts, seen } = counters();
    const { max_tokens, temperature, seed, stop, logprobs, echo } = body;
    counts.prompts++;
    seen.add(
      `${prompt}\u0000${JSON.stringify([max_tokens, temperature, seed, stop, logprobs, echo])}`,
    );
    counts.unique_prompts = seen.size;
    options.onReply(prompt, body, answer);
  };

  const usage = (promptTokens: number, completionTokens: number): unknown => {
    const { counts } = counters();
    counts.prompt_tokens += promptTokens;
    counts.completion_tokens += completionTokens;
    return {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    };
  };

  const replies = (
    prompt: string,
    body: RequestBody,
    maxTokens: number,
  ): readonly GeneratedText[] =>
    Array.from({ length: body.n ?? 1 }, (_, index) =>
      generate(prompt, {
        maxTokens,
        temperature: body.temperature ?? 1,
        seed: body.seed ?? 0,
        stop: stopsOf(body),
        index,
      }),
    );

  return {
    completions: (body) => {
      const prompts = promptsOf(body);
      const top = checkCompletionLogprobs(body, options.refusesEcho);
      const maxTokens = body.max_tokens ?? 16;
      let promptTokens = 0;
      let completionTokens = 0;
      const choices = prompts.flatMap((prompt) => {
        const tokens = tokenize(prompt);
        checkLength(tokens.length, maxTokens);
        promptTokens += tokens.length;
        return replies(prompt, body, maxTokens).map((reply) => {
          completionTokens += reply.tokens.length;
          const text = (body.echo === true ? prompt : '') + reply.tokens.join('');
          note(prompt, body, text);
          const logprobs = top === null ? null : completionLogprobs(prompt, tokens, reply, body);
          return { text, logprobs, finish_reason: reply.finishReason };
        });
      });
      return {
        id: 'cmpl-hash',
        object: 'text_completion',
        created: 0,
        model: body.model ?? 'hash-lm',
        choices: choices.map((choice, index) => ({ index, ...choice })),
        usage: usage(promptTokens, completionTokens),
      };
    },
    chat: (body) => {
      const prompt = textOfMessages(body);
      const maxTokens = body.max_completion_tokens ?? body.max_tokens ?? 256;
      const { length } = tokenize(prompt);
      const top = body.top_logprobs ?? 0;
      if (top > 20 || (typeof body.top_logprobs === 'number' && body.logprobs !== true))
        throw invalidRequest('top_logprobs must be at most 20 and needs logprobs: true');
      checkLength(length, maxTokens);
      let completionTokens = 0;
      const choices = replies(prompt, body, maxTokens).map((reply, index) => {
        completionTokens += reply.tokens.length;
        const content = reply.tokens.join('');
        note(prompt, body, content);
        return {
          index,
          message: { role: 'assistant', content, refusal: null },
          finish_reason: reply.finishReason,
          logprobs: body.logprobs === true ? { content: chatLogprobs(reply, top) } : null,
        };
      });
      return {
        id: 'chatcmpl-hash',
        object: 'chat.completion',
        created: 0,
        model: body.model ?? 'hash-lm',
        choices,
        usage: usage(length, completionTokens),
      };
    },
  };
}

/** The number of most likely tokens that a completions request asks for; null for none. */
function checkCompletionLogprobs(
  { logprobs, echo }: RequestBody,
  refusesEcho: boolean,
): number | null {
  if (logprobs === null || logprobs === undefined) return null;
  if (typeof logprobs !== 'number' || !Number.isInteger(logprobs) || logprobs < 0 || logprobs > 100)
    throw invalidRequest('logprobs must be an integer from 0 to 100');
  if (refusesEcho && echo === true)
    throw invalidRequest(
      "Setting 'echo' and 'logprobs' at the same time is not supported for this model.",
    );
  return logprobs;
}

function completionLogprobs(
  prompt: string,
  promptTokens: readonly string[],
  reply: GeneratedText,
  { echo, logprobs }: RequestBody,
): unknown {
  const isEchoed = echo === true;
  const context = new TokenContext(isEchoed ? promptTokens : []);
  const tokens = [...(isEchoed ? promptTokens : []), ...reply.tokens];
  const echoed = isEchoed
    ? promptTokens.map((token, at) =>
        at === 0 ? null : tokenLogProbability(context.stateAt(at), token),
      )
    : [];
  let offset = isEchoed ? 0 : prompt.length;
  const top = Number(logprobs);
  return {
    tokens,
    token_logprobs: [...echoed, ...reply.logProbabilities],
    top_logprobs:
      top === 0
        ? null
        : [
            ...echoed.map((value, at) =>
              value === null ? null : { [promptTokens[at] ?? '']: value },
            ),
            ...reply.states.map((state) => Object.fromEntries(nextTokens(state, top))),
          ],
    text_offset: tokens.map((token) => {
      const at = offset;
      offset += token.length;
      return at;
    }),
  };
}

function chatLogprobs(reply: GeneratedText, top: number): readonly unknown[] {
  return reply.tokens.map((token, at) => ({
    ...chatToken(token, reply.logProbabilities[at] ?? Number.NaN),
    top_logprobs: nextTokens(reply.states[at] ?? 0, top).map(([other, logProbability]) =>
      chatToken(other, logProbability),
    ),
  }));
}

function chatToken(token: string, logprob: number): object {
  return { token, logprob, bytes: [...Buffer.from(token)] };
}
