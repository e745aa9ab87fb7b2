import {
  type GenerateRequest,
  type LanguageModel,
  type ScoreTextRequest,
  type Prompt,
  promptText,
} from '@dln/llm';
import { RandomState } from '@dln/random';

/*
 * A world of answers: after a context, each text has a known probability. A text is a class's name
 * as it stands, capitalised or in capitals, with or without a full stop, or something that is no
 * answer. The same world is seen through endpoints of five kinds.
 */

/** What an endpoint lets be seen of the world. */
export interface EndpointKind {
  readonly name: string;
  readonly scoresText: boolean;
  readonly maxTopTokens: number;
  readonly continuesText: boolean;
}

/** A world for one list of classes. */
export interface LabelWorld {
  /** log p(class | context, the answer names a class), nats. */
  readonly logProbability: (context: string, index: number) => number;
  /** log p(class | context), nats. */
  readonly logShare: (context: string, index: number) => number;
  readonly model: (kind: EndpointKind) => LanguageModel;
}

interface WeightedToken {
  readonly token: string;
  readonly logProbability: number;
}

interface WeightedText {
  readonly text: string;
  /** Undefined: it names no class. */
  readonly index?: number;
  readonly probability: number;
}

const casings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`,
  (text) => text.toUpperCase(),
];
const asides = ['It depends', 'maybe', 'nothing', 'I cannot tell', 'Well', 'unsure', 'very'];
/** Words that no text of the world begins with. */
const tail = Array.from(
  { length: 120 },
  (_, rank) => [`~${rank}`, 0.02 / (rank + 1) ** 2] as const,
);
const tailMass = tail.reduce((sum, [, mass]) => sum + mass, 0);
const usage = { promptTokens: 1, completionTokens: 1 };
const end = '\n';

const worlds = new Map<string, LabelWorld>();

/** A world whose probabilities are drawn from `seed`; the same one for the same arguments. */
export function labelWorld(classes: readonly string[], seed: number): LabelWorld {
  const key = `${seed}/${classes.join()}`;
  const world = worlds.get(key) ?? createWorld(classes, seed);
  worlds.set(key, world);
  return world;
}

function createWorld(classes: readonly string[], seed: number): LabelWorld {
  const verbalizers = classes.map((specification) => specification.split('|'));
  const isCased =
    new Set(verbalizers.flat().map((text) => text.toLowerCase())).size < verbalizers.flat().length;
  const known = new Map<string, readonly WeightedText[]>();
  const knownTokens = new Map<string, readonly WeightedToken[]>();
  const textsAfter = (context: string): readonly WeightedText[] => {
    const texts = known.get(context) ?? drawTexts(context);
    known.set(context, texts);
    return texts;
  };

  function drawTexts(context: string): readonly WeightedText[] {
    const draw = (what: string): number =>
      new RandomState(hash(`${seed}/${classes.join()}/${context}/${what}`)).randomSample();
    const [prompt = ''] = context.split('#');
    const drawOf = (what: string): number =>
      new RandomState(hash(`${seed}/${classes.join()}/${prompt}/${what}`)).randomSample();
    // How a prompt makes the model write: which letter case, how often no answer at all.
    const style = casings.map((_, at) =>
      isCased && at > 0 ? 0 : 0.02 + drawOf(`case ${at}`) ** 3,
    );
    const aside = drawOf('aside') ** 4;
    const written: WeightedText[] = verbalizers.flatMap((forms, index) => {
      const weight = Math.exp(9 * draw(`class ${index}`));
      return forms.flatMap((form, which) =>
        casings.flatMap((change, at) =>
          ['', '.'].map((mark) => ({
            text: `${change(form)}${mark}${end}`,
            index,
            probability:
              weight * (style[at] ?? 0) * (mark === '' ? 1 : 0.3) * (which === 0 ? 1 : 0.2),
          })),
        ),
      );
    });
    const none = asides.map((text, at): WeightedText => ({
      text: `${text}${end}`,
      probability: draw(`aside ${at}`) ** 3,
    }));
    return [...normalize(written, 1 - aside), ...normalize(none, aside)];
  }

  return {
    logProbability: (context, index) => {
      const named = textsAfter(context).filter((one) => one.index !== undefined);
      const own = named.filter((one) => one.index === index);
      return Math.log(total(own) / total(named));
    },
    logShare: (context, index) =>
      Math.log(total(textsAfter(context).filter((one) => one.index === index))),
    model: ({ name, ...capabilities }) => ({
      id: name,
      capabilities: { ...capabilities, seeds: true },
      countTokens: () => 1,
      generate: async (requests: readonly GenerateRequest[], { temperature = 0 } = {}) =>
        requests.map(({ prompt: asked, seed: sample = 0 }) => {
          const prompt = promptText(asked);
          const texts = textsAfter(prompt);
          const text =
            temperature === 0
              ? mostLikely(texts)
              : pick(texts, new RandomState(hash(`${prompt}/${sample}`)).randomSample());
          return { text: text.trim(), finishReason: 'stop' as const, usage };
        }),
      ...(capabilities.maxTopTokens > 0
        ? {
            nextToken: async (contexts: readonly Prompt[], { top }: { readonly top: number }) =>
              contexts.map((context) => ({
                top: nextTokens(promptText(context)).slice(0, top),
                usage,
              })),
          }
        : {}),
      ...(capabilities.scoresText
        ? {
            scoreText: async (requests: readonly ScoreTextRequest[]) =>
              requests.map(({ context, continuation }) => {
                let before = promptText(context);
                const logProbabilities = tokensOf(continuation).map((token) => {
                  const found = nextTokens(before).find((one) => one.token === token);
                  before += token;
                  return found?.logProbability ?? -30;
                });
                return { logProbabilities, usage };
              }),
          }
        : {}),
    }),
  };

  /**
   * The tokens that may follow, best first: those of the world's texts, and a tail of words that no
   * text begins with.
   */
  function nextTokens(context: string): readonly WeightedToken[] {
    const tokens = knownTokens.get(context) ?? findNextTokens(context);
    knownTokens.set(context, tokens);
    return tokens;
  }

  function findNextTokens(context: string): readonly WeightedToken[] {
    const at = context.indexOf(end);
    const begun = context.slice(at + end.length);
    const going = textsAfter(context.slice(0, at)).filter(({ text }) => text.startsWith(begun));
    const masses = new Map<string, number>();
    for (const { text, probability } of going) {
      const tokens = tokensOf(text);
      let length = 0;
      const next = tokens.find((token) => {
        length += token.length;
        return length > begun.length;
      });
      if (next !== undefined) masses.set(next, (masses.get(next) ?? 0) + probability);
    }
    const share = begun === '' ? 1 - tailMass : 1;
    const all = [...masses].map(([token, mass]) => [token, (share * mass) / total(going)] as const);
    return [...all, ...(begun === '' ? tail : [])]
      .map(([token, mass]) => ({ token, logProbability: Math.log(mass) }))
      .sort((a, b) => b.logProbability - a.logProbability);
  }
}

/** Words with the blank before them, long ones in pieces, digits one by one. */
function tokensOf(text: string): readonly string[] {
  return (text.match(/ ?\p{L}+|\d|[^]/gu) ?? []).flatMap((word) =>
    word.length <= 7 ? [word] : [word.slice(0, 5), ...(word.slice(5).match(/.{1,4}/gu) ?? [])],
  );
}

function normalize(texts: readonly WeightedText[], mass: number): readonly WeightedText[] {
  const sum = total(texts);
  return texts
    .map((one) => ({ ...one, probability: (mass * one.probability) / sum }))
    .filter(({ probability }) => probability > 0);
}

function total(texts: readonly WeightedText[]): number {
  return texts.reduce((sum, { probability }) => sum + probability, 0);
}

function mostLikely(texts: readonly WeightedText[]): string {
  return texts.reduce((best, one) => (one.probability > best.probability ? one : best)).text;
}

function pick(texts: readonly WeightedText[], at: number): string {
  let rest = at;
  return (texts.find(({ probability }) => (rest -= probability) < 0) ?? { text: '' }).text;
}

function hash(text: string): number {
  return Buffer.from(text).reduce(
    (value, byte) => Math.imul(value ^ byte, 16777619) >>> 0,
    2166136261,
  );
}
