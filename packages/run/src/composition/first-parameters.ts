import { instructionOnly, type LayerParameters } from '@dln/vi';
import type { Configuration } from '../settings/configuration.ts';
import { readInitialPrompt } from '../initial-prompts/read-initial-prompt.ts';

/**
 * The parameters that training starts from, first layer first: those given, else the task's
 * instruction in the last layer and nothing below it.
 */
export async function firstParameters(
  configuration: Configuration,
  task: { readonly name: string; readonly instruction: string },
): Promise<readonly LayerParameters[]> {
  const { layers, prompts, initP1, initP2 } = configuration;
  if (prompts !== null) return prompts.map(instructionOnly);
  const dataset = task.name;
  const last =
    initP2 === null
      ? instructionOnly(task.instruction)
      : await readInitialPrompt({ text: initP2, position: 'last', dataset });
  const first =
    initP1 === null
      ? instructionOnly('')
      : await readInitialPrompt({ text: initP1, position: 'first', dataset });
  return [...Array.from({ length: layers - 1 }, () => first), last];
}
