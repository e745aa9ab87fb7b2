import type { LanguageModel, TextScoringMethod } from '@dln/llm';

const sources: Readonly<Record<TextScoringMethod, string>> = {
  echo: 'echo',
  'prompt-logprobs': 'prompt_logprobs',
  'in-process': 'the model in process',
};

/** The source of a model's log-probabilities of given texts. */
export function textSource({ capabilities }: Pick<LanguageModel, 'capabilities'>): string {
  const { textScoring } = capabilities;
  return textScoring === undefined ? 'text scores' : sources[textScoring];
}

/** A class's whole text is scored. */
export function wholeClassBy(model: Pick<LanguageModel, 'capabilities'>): string {
  return `whole class by ${textSource(model)}`;
}

/** Every class is among the most likely next tokens. */
export function nextTokenOf(top: number): string {
  return `next token, top ${top}`;
}

/** A class's tokens are looked up one after the other. */
export function tokenByTokenOf(top: number): string {
  return `token by token, top ${top}`;
}

/** A class is known by its first token, or bounded by what is not shown. */
export function firstTokenOf(top: number): string {
  return `first token, top ${top}`;
}

/** Classes are counted among sampled answers. */
export function shareOf(samples: number): string {
  return `share of ${samples} sample${samples === 1 ? '' : 's'}`;
}
