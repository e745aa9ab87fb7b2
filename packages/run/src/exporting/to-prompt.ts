import type { ExportPlan } from './export-plan.ts';
import { choosePlaceholders, describePlaceholders, writePrompt } from './placeholders.ts';
import type { WrittenExport } from './written-export.ts';

/** The prompts of a network as text. Several prompts have a heading each. */
export function toPrompt(plan: ExportPlan): WrittenExport {
  const placeholders = choosePlaceholders(plan);
  const prompts = plan.layers.map(({ parts }) => writePrompt(parts, placeholders));
  const [only = '', ...others] = prompts;
  const text =
    others.length === 0
      ? only
      : prompts
          .map((prompt, index) => `=== Prompt ${index + 1} of ${prompts.length} ===\n${prompt}`)
          .join('\n\n');
  return { text: `${text}\n`, notes: [...describePlaceholders(plan, placeholders), ...plan.notes] };
}
