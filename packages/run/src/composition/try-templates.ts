import type { Template } from '@dln/templates';
import type { InferenceContext } from '@dln/vi';

/** What stands for an example while templates are tried. */
const example = { input: 'input', output: 'output', target: 'target' };

/**
 * Renders each template of a network once, with the variables that training will give it, so that
 * one that asks for something else is found out before anything is sent.
 *
 * @throws TemplateError
 */
export function tryTemplates({
  layers,
  templates,
  alternatives,
}: Pick<InferenceContext, 'layers' | 'templates' | 'alternatives'>): void {
  const prompt = 'prompt';
  const { input, output } = example;
  for (const { template, residualTemplate } of [...layers, ...(alternatives ?? [])]) {
    template.render({ prompt, input, answer: '', demonstrations: [] });
    residualTemplate?.render({ input, output });
  }
  for (const message of messagesOf(templates.prompt))
    templates.prompt.render({
      prompt,
      message,
      backward_infos: [
        { ...example, loss: 0 },
        { ...example, loss: 1 },
      ],
    });
  // Only networks with a hidden layer draw hidden texts.
  if (layers.length === 1) return;
  for (const template of templates.posterior)
    for (const message of messagesOf(template))
      template.render({ input, h: output, y: 'target', prompt, next_prompt: prompt, message });
}

function messagesOf({ messageAlternatives }: Template): readonly (string | null)[] {
  return messageAlternatives ?? [null];
}
