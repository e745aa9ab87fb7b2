import type { ExportPlan, PromptPart } from './export-plan.ts';

/** How the slots of prompts are written in text. */
export type Placeholders = Readonly<Record<'input' | 'hidden', string>>;

/** Placeholders that no prompt contains: `{{input}}` and `{{hidden}}`, with a number if need be. */
export function choosePlaceholders({ layers }: ExportPlan): Placeholders {
  const texts = layers.flatMap(({ parts }) => textsOf(parts));
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : `_${number}`;
    const placeholders = { input: `{{input${suffix}}}`, hidden: `{{hidden${suffix}}}` };
    const isFree = Object.values(placeholders).every(
      (placeholder) => !texts.some((text) => text.includes(placeholder)),
    );
    if (isFree) return placeholders;
  }
}

/** A prompt with placeholders for its slots. */
export function writePrompt(parts: readonly PromptPart[], placeholders: Placeholders): string {
  return parts
    .map((part) => {
      if ('group' in part) return writePrompt(part.group, placeholders);
      return 'slot' in part ? placeholders[part.slot] : part.text;
    })
    .join('');
}

function textsOf(parts: readonly PromptPart[]): readonly string[] {
  return parts.flatMap((part) => {
    if ('group' in part) return textsOf(part.group);
    return 'text' in part ? [part.text] : [];
  });
}

/** What readers of an export with placeholders must do themselves. */
export function describePlaceholders(
  plan: ExportPlan,
  { input, hidden }: Placeholders,
): readonly string[] {
  return [
    `${input} stands for the input.`,
    ...(plan.layers.length > 1
      ? [
          `${hidden} stands for the answer to the prompt before it, without blanks at its ends and with single line breaks in place of double ones.`,
        ]
      : []),
    ...(plan.cutsOptions
      ? [
          'The first prompt gets the input without its answer options: cut "Options:" and all that follows.',
        ]
      : []),
  ];
}
