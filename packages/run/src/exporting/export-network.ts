import { parseNetworkFile } from '@dln/vi/network';
import { planExport } from './export-plan.ts';
import { toAiSdk } from './to-ai-sdk.ts';
import { toOpenAi, type OpenAiOptions } from './to-openai.ts';
import { toPrompt } from './to-prompt.ts';
import { toPython } from './to-python.ts';
import type { WrittenExport } from './written-export.ts';

/** The forms that a network can be exported in. */
export const exportTargets = ['prompt', 'openai', 'ai-sdk', 'python'] as const;

/** A form that a network can be exported in. */
export type ExportTarget = (typeof exportTargets)[number];

/** Options of `exportNetwork`. */
export interface ExportNetworkOptions extends OpenAiOptions {
  /**
   * `prompt`: the prompts as text; `openai`: the body of a request, or a list of them; `ai-sdk`: a
   * TypeScript module without dependencies whose calls fit
   * `generateText`; `python`: a Python file that calls the `openai` package.
   */
  readonly to: ExportTarget;
  /** Named in the export. @default the network's dataset */
  readonly name?: string | undefined;
}

/**
 * Writes a trained network for programs that do not use these packages. An export sends the prompts
 * that the network sends, with its lengths and stop texts, at
 * temperature 0, and reads the answer as the network does; `notes` list the differences.
 *
 * @param json what `saveNetwork` gave, parsed
 * @throws NetworkFileError if it is something else
 * @throws RunFileError if a template does more with the input than insert it
 */
export async function exportNetwork(
  json: unknown,
  { to, name, ...options }: ExportNetworkOptions,
): Promise<WrittenExport> {
  const file = parseNetworkFile(json);
  const plan = await planExport(file, name ?? file.task.dataset);
  switch (to) {
    case 'prompt':
      return toPrompt(plan);
    case 'openai':
      return toOpenAi(plan, options);
    case 'ai-sdk':
      return toAiSdk(plan);
    case 'python':
      return toPython(plan, options);
  }
}
