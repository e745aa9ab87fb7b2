import { loadTemplate } from '@dln/templates';
import { type GivenSettings, resolveSettings } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';

/** Prints one template. */
export function showTemplate(options: {
  readonly reference: string;
  readonly flags: GivenSettings;
  readonly isJson: boolean;
  readonly surroundings: Surroundings;
}): void {
  const { reference, flags, isJson, surroundings } = options;
  const { templatesDir } = resolveSettings(flags);
  const template = loadTemplate(reference, { directory: templatesDir ?? undefined });
  const { name, version, source, variables, text } = template;
  const { stopTokens = [], messageAlternatives = [] } = template;
  if (isJson) {
    const value = { name, version, source, variables, stopTokens, messageAlternatives, text };
    surroundings.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    return;
  }
  const lines = [
    `${name}:${version}`,
    `file         ${source}`,
    `variables    ${variables.join(', ')}`,
    ...(stopTokens.length === 0 ? [] : [`stop tokens  ${stopTokens.map(quote).join(', ')}`]),
    ...messageAlternatives.map((message, index) => `message ${index + 1}    ${quote(message)}`),
    '',
    text,
  ];
  surroundings.stdout.write(`${lines.join('\n')}\n`);
}

function quote(text: string): string {
  return JSON.stringify(text);
}
