import type { PromptEvidence, WeightedTexts } from './prompt-evidence.ts';

/** The items at some places. */
export function keep<Item>(items: readonly Item[], places: readonly number[]): readonly Item[] {
  return places.map((place) => items[place] as Item);
}

/** Evidence on some of its examples only. */
export function keepExamples(evidence: PromptEvidence, places: readonly number[]): PromptEvidence {
  const of = <Item>(items: readonly Item[]): readonly Item[] => keep(items, places);
  const texts = (weighted: WeightedTexts): WeightedTexts => ({
    texts: of(weighted.texts),
    weights: of(weighted.weights),
  });
  return {
    ...evidence,
    positions: of(evidence.positions),
    examples: of(evidence.examples),
    inputs: texts(evidence.inputs),
    targets: texts(evidence.targets),
    read: of(evidence.read),
    written: of(evidence.written),
    upperInputs: of(evidence.upperInputs),
    losses: of(evidence.losses),
    labels: of(evidence.labels),
  };
}
