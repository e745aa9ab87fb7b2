import { hash } from 'node:crypto';
import { promptText, type LanguageModel, type Usage } from '@dln/llm';
import { topOf } from '../scoring/next-token-distributions.ts';
import { givesNextTokens, scoresTexts } from '../scoring/scorable.ts';
import { createTokenGuesser, type ShownClasses } from './guess-next-tokens.ts';
import type { Outlook } from './outlook.ts';
import type { PromptReferences, SharedPrompt } from './prompt-references.ts';
import { keepAll } from './keep-all.ts';
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
  /** The prompts that layers read. */
  readonly references: PromptReferences;
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

type Tokens = number | Promise<number>;

/** Answers to questions that were asked before: by text, then by continuation or options. */
type Memory<Answer> = Map<string, Map<string, Answer>>;

/** Characters of a text that is its own key in a memory. */
const LONGEST_KEY = 64;

/** The usage of an answer that is remembered. */
const NOTHING: Usage = { promptTokens: 0, completionTokens: 0, requests: 0 };

/**
 * A model with the capabilities of another one that answers at once: with made-up texts of the
 * lengths that the outlook assumes, made-up probabilities, and a usage with the tokens of the
 * questions. As a model of a run, it answers each deterministic question once, and remembers it.
 */
export function createCountingModel(options: CountingModelOptions): LanguageModel {
  const { model, outlook, verbalizers, kindOf, write, references } = options;
  const gauge = createTokenGauge(model);
  const tokensOfRest = keepAll(gauge);
  const tokensOfPrompt = keepAll((prompt: SharedPrompt) =>
    keepAll((rest: string) => gauge(prompt.text + references.expand(rest))),
  );
  const tokensOf = (text: string): Tokens => {
    const split = references.split(text);
    return split ? tokensOfPrompt(split.prompt)(split.rest) : gauge(references.expand(text));
  };

  /** Answers in order; `memory` has the answers to questions that were asked before. */
  async function answer<Answer extends object>(
    questions: readonly Question[],
    memory: Memory<Answer> | undefined,
    ask: (text: string) => Answer & { readonly completionTokens: number },
  ): Promise<readonly (Answer & { readonly usage: Usage })[]> {
    const results: (Answer & { readonly usage: Usage })[] = [];
    // The classes of a context are scored one after the other.
    let last: { text: string; known?: Map<string, Answer>; tokens?: Tokens } = { text: '' };
    for (const { text, continuation, options = '' } of questions) {
      if (text !== last.text || !last.known)
        last = { text, ...(memory ? { known: answersTo(text, memory) } : {}) };
      const key = continuation ?? options;
      const known = last.known?.get(key);
      if (known) {
        results.push({ ...known, usage: NOTHING });
        continue;
      }
      const own = ask(text);
      last.known?.set(key, own);
      last.tokens ??= tokensOf(text);
      const more = continuation === undefined ? 0 : tokensOfRest(continuation);
      const promptTokens =
        typeof last.tokens === 'number' && typeof more === 'number'
          ? last.tokens + more
          : (await last.tokens) + (await more);
      results.push({ ...own, usage: { promptTokens, completionTokens: own.completionTokens } });
    }
    return results;
  }

  const guess = createTokenGuesser({
    verbalizers,
    scoresTexts: scoresTexts(model),
    top: topOf(model),
  });
  const replies: Memory<{ readonly text: string }> = new Map();
  const scores: Memory<{ readonly logProbabilities: readonly number[] }> = new Map();
  const tops: Memory<{ readonly top: ReturnType<typeof guess> }> = new Map();
  let scored = 0;
  let shown = 0;
  const scoreText: NonNullable<LanguageModel['scoreText']> = async (requests) =>
    answer(
      requests.map(({ context, continuation }) => ({ text: promptText(context), continuation })),
      scores,
      // No two scores are equal, so that no choice depends on their order.
      () => ({ logProbabilities: [-1 - 1 / ++scored], completionTokens: 0 }),
    );
  const nextToken: NonNullable<LanguageModel['nextToken']> = async (contexts) =>
    answer(
      contexts.map((context) => ({ text: promptText(context) })),
      tops,
      (text) => ({
        // Only its last line is read, which mostly is what was begun of an answer.
        top: guess(text.includes('\n') ? text : references.expand(text), outlook.shown(shown++)),
        completionTokens: 1,
      }),
    );
  return {
    id: model.id,
    capabilities: model.capabilities,
    ...(model.price ? { price: model.price } : {}),
    countTokens: (text) => model.countTokens(references.expand(text)),
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

/** What is known of a text. */
function answersTo<Answer>(text: string, memory: Memory<Answer>): Map<string, Answer> {
  // A digest takes less memory than a long text. References are short.
  const key = text.length <= LONGEST_KEY ? text : hash('sha256', text, 'base64');
  const known = memory.get(key) ?? new Map<string, Answer>();
  memory.set(key, known);
  return known;
}
