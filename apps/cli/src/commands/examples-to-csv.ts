import type { EvaluatedExample } from './evaluate-network.ts';

/**
 * Examples with their answers as CSV: a heading, then a row per example; fields are quoted as RFC
 * 4180 says.
 */
export function examplesToCsv(examples: readonly EvaluatedExample[]): string {
  const depth = Math.max(0, ...examples.map(({ hiddenTexts }) => hiddenTexts.length));
  const hidden = Array.from({ length: depth }, (_, layer) => `hiddenText${layer + 1}`);
  const heading = ['input', 'target', 'output', 'loss', 'answeredBy', ...hidden, 'failure'];
  const rows = examples.map((example) => [
    example.input,
    example.target,
    example.output,
    String(example.loss),
    example.answeredBy,
    ...hidden.map((_, layer) => example.hiddenTexts[layer] ?? ''),
    example.failure?.message ?? '',
  ]);
  return [heading, ...rows].map((row) => `${row.map(quote).join(',')}\r\n`).join('');
}

function quote(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
