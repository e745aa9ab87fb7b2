import { hash } from 'node:crypto';
import { promptText, type LanguageModel, type Usage } from '@dln/llm';
import { topOf } from '../scoring/next-token-distributions.ts';
import { givesNextTokens, scoresTexts } from '../scoring/scorable.ts';
import { createTokenGuesser, type ShownClasses } from './guess-next-tokens.ts';
import { withoutMark } from './hidden-mark.ts';
import type { Outlook } from './outlook.ts';
import { createTokenGauge } from './token-gauge.ts';
import type { ReplyKind, WriteReply } from './write-reply.ts';

/** Options of `createCountingModel`. */
export interface CountingModelOptions {
  /** The model that it stands for. */
  readonly model: LanguageModel;
  readonly outlook: Outlook;
  /** `[class][verbalizer]` of the last layer; empty for free text. */
  readonly verbalizers: ShownClasses['verbalizers'];
  /** What a prompt asks for. */
  readonly kindOf: (prompt: string) => ReplyKind;
  readonly write: WriteReply;
}

/** A question as it is counted. */
interface Question {
  /** What the model reads. */
  readonly text: string;
  /** What is scored after it. @default nothing */
  readonly continuation?: string;
  /** What else decides the answer. @default nothing */
  readonly options?: string;
}

/** The usage of an answer that is remembered. */
const NOTHING: Usage = { promptTokens: 0, completionTokens: 0, requests: 0 };

/**
 * A model with the capabilities of another one that answers at once: with made-up texts of the lengths that the outlook assumes, made-up probabilities, and a usage
 * with the tokens of the questions. As a model of a run, it answers each deterministic question once, and remembers it.
 */
export function createCountingModel(options: CountingModelOptions): LanguageModel {
  const { model, outlook, verbalizers, kindOf, write } = options;
  const gauge = createTokenGauge(model);
  // The classes of a context are scored one after the other.
  const digest = keepLast((text: string) => hash('sha256', text, 'base64'));
  const tokensOf = keepLast((text: string) => gauge(withoutMark(text)));
  const countPrompt = ({ text, continuation }: Question): number | Promise<number> => {
    const tokens = tokensOf(text);
    if (continuation === undefined) return tokens;
    const more = gauge(continuation);
    return typeof tokens === 'number' && typeof more === 'number'
      ? tokens + more
      : Promise.all([tokens, more]).then(([one, other]) => one + other);
  };

  /** Answers in order; `memory` has the answers to questions that were asked before. */
  async function answer<Answer extends object>(
    questions: readonly Question[],
    memory: Map<string, Answer> | undefined,
    ask: (text: string) => Answer & { readonly completionTokens: number },
  ): Promise<readonly (Answer & { readonly usage: Usage })[]> {
    const results: (Answer & { readonly usage: Usage })[] = [];
    for (const question of questions) {
      const { text, continuation = '', options = '' } = question;
      const key = memory ? `${digest(text)}${options} ${continuation}` : '';
      const known = memory?.get(key);
      if (known) {
        results.push({ ...known, usage: NOTHING });
        continue;
      }
      const own = ask(text);
      memory?.set(key, own);
      const tokens = countPrompt(question);
      const promptTokens = typeof tokens === 'number' ? tokens : await tokens;
      results.push({ ...own, usage: { promptTokens, completionTokens: own.completionTokens } });
    }
    return results;
  }

  const guess = createTokenGuesser({
    verbalizers,
    scoresTexts: scoresTexts(model),
    top: topOf(model),
  });
  const replies = new Map<string, { readonly text: string }>();
  const scores = new Map<string, { readonly logProbabilities: readonly number[] }>();
  const tops = new Map<string, { readonly top: ReturnType<typeof guess> }>();
  const scoreText: NonNullable<LanguageModel['scoreText']> = async (requests) =>
    answer(
      requests.map(({ context, continuation }) => ({ text: promptText(context), continuation })),
      scores,
      // No two scores are equal, so that no choice depends on their order.
      () => ({ logProbabilities: [-1 - 1 / (1 + scores.size)], completionTokens: 0 }),
    );
  const nextToken: NonNullable<LanguageModel['nextToken']> = async (contexts) =>
    answer(
      contexts.map((context) => ({ text: promptText(context) })),
      tops,
      (text) => ({
        top: guess(text, outlook.shown(tops.size)),
        completionTokens: 1,
      }),
    );
  return {
    id: model.id,
    capabilities: model.capabilities,
    ...(model.price ? { price: model.price } : {}),
    countTokens: (text) => model.countTokens(text),
    generate: async (requests, { temperature = 0, maxTokens, logProbabilities = false } = {}) => {
      const written = await answer(
        requests.map(({ prompt }) => ({ text: promptText(prompt), options: String(maxTokens) })),
        temperature > 0 ? undefined : replies,
        (text) => {
          const { text: reply, tokens } = write(kindOf(text), maxTokens);
          return { text: reply, completionTokens: tokens };
        },
      );
      return written.map(({ text, usage }) => ({
        text,
        usage,
        finishReason: 'stop',
        ...(logProbabilities ? { tokens: [{ token: text, logProbability: -1 }] } : {}),
      }));
    },
    ...(scoresTexts(model) ? { scoreText } : {}),
    ...(givesNextTokens(model) ? { nextToken } : {}),
  };
}

/** The same function, which is not computed again for the text of the last call. */
function keepLast<Value>(compute: (text: string) => Value): (text: string) => Value {
  let last: { readonly text: string; readonly value: Value } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, value: compute(text) };
    return last.value;
  };
}
