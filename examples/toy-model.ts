import { type LanguageModel, requirePlainText } from '@dln/llm';
import { RandomState } from '@dln/random';

/*
 * A stand-in for a language model, made of rules: it knows six words and how they sound, and has to
 * be told to say so. No finding about real models follows from it; it is here so that the examples
 * run anywhere, and in a second.
 */

const glad = ['superb', 'warm', 'kind'];
const sad = ['cold', 'rude', 'stale'];
const instructions = ['Say how it sounds.', 'Count the words.', 'Think well.'];

/** log p(text | context) for each text that the model would ever write there. */
function distribution(context: string): ReadonlyMap<string, number> {
  if (context.endsWith('>')) return certainlyOneOf(instructions);
  if (context.endsWith('Answer:')) return answers(context);
  return notes(context);
}

function answers(context: string): ReadonlyMap<string, number> {
  if (context.includes('It sounds glad.')) return likely('positive', 'negative');
  if (context.includes('It sounds sad.')) return likely('negative', 'positive');
  return certainlyOneOf(['positive', 'negative']);
}

function notes(context: string): ReadonlyMap<string, number> {
  const isGlad = glad.some((word) => context.includes(word));
  const mood = isGlad || !sad.some((word) => context.includes(word)) ? 'glad' : 'sad';
  const [about, count] = [`It sounds ${mood}.`, 'There are four words.'];
  if (context.includes('Say how it sounds.')) return likely(about, count);
  return context.includes('The right answer is:')
    ? certainlyOneOf([about, count])
    : likely(count, about);
}

function likely(first: string, second: string): ReadonlyMap<string, number> {
  return new Map([
    [first, Math.log(0.9)],
    [second, Math.log(0.1)],
  ]);
}

function certainlyOneOf(texts: readonly string[]): ReadonlyMap<string, number> {
  return new Map(texts.map((text) => [text, -Math.log(texts.length)]));
}

/** Draws from a distribution; takes the likeliest text at temperature 0. */
function write(context: string, temperature: number, seed: number): string {
  const texts = [...distribution(context)].sort(([, one], [, other]) => other - one);
  let left = temperature === 0 ? 0 : new RandomState(seed).randomSample();
  const drawn = texts.find(([, logProbability]) => (left -= Math.exp(logProbability)) < 0);
  return (drawn ?? texts[0])?.[0] ?? '';
}

/** A text that the model would never write there. */
const unlikely = Math.log(1e-3);

const id = 'toy';

export const toyModel: LanguageModel = {
  id,
  capabilities: { scoresText: true, maxTopTokens: 0, seeds: true },
  countTokens: (text) => text.split(/\s+/).length,
  generate: async (requests, { temperature = 0 } = {}) =>
    requests.map(({ prompt, seed = 0 }) => {
      const text = requirePlainText(prompt, id);
      return {
        text: write(text.trim(), temperature, seed),
        finishReason: 'stop',
        usage: { promptTokens: text.split(/\s+/).length, completionTokens: 4 },
      };
    }),
  scoreText: async (requests) =>
    requests.map(({ context, continuation }) => {
      const text = requirePlainText(context, id);
      return {
        logProbabilities: [distribution(text.trim()).get(continuation.trim()) ?? unlikely],
        usage: { promptTokens: text.split(/\s+/).length, completionTokens: 0 },
      };
    }),
};
