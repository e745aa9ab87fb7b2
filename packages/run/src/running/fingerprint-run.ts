import { hash } from 'node:crypto';
import type { Template } from '@dln/templates';
import type { ComposedRun } from '../composition/compose-run.ts';

/** What a run reads, in a few characters: different wherever it would read something else. */
export interface Fingerprints {
  readonly data: string;
  readonly templates: string;
}

/** Fingerprints of a run's examples and of its templates. */
export function fingerprintRun({ dataset, context }: ComposedRun): Fingerprints {
  const { layers, templates, alternatives = [] } = context;
  const texts = [
    ...layers.flatMap(({ template, residualTemplate }) => [template, residualTemplate]),
    templates.prompt,
    ...alternatives.map(({ template }) => template),
    ...templates.posterior,
  ].map((template) => (template ? describe(template) : null));
  const splits = (['train', 'dev', 'test'] as const).map((split) => dataset.examples(split));
  const { outputSchema } = dataset;
  // Runs without a schema keep the fingerprints of earlier versions.
  const data = outputSchema ? [splits, outputSchema] : splits;
  return { data: fingerprint(data), templates: fingerprint(texts) };
}

function describe({ text, stopTokens, messageAlternatives }: Template): readonly unknown[] {
  return [text, stopTokens, messageAlternatives];
}

/** A few characters that are others wherever the value is. */
export function fingerprint(value: unknown): string {
  return hash('sha256', JSON.stringify(value)).slice(0, 16);
}
