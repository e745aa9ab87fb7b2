import { readFile } from 'node:fs/promises';
import { decodeText, isEncodingError } from '@dln/datasets';
import { instructionOnly, type LayerParameters } from '@dln/vi';
import { createInitialPromptError } from './create-initial-prompt-error.ts';
import { parsePromptJson } from './parse-prompt-json.ts';
import { parsePromptLog } from './parse-prompt-log.ts';

/** Which of a network's layers a prompt is for. */
export type PromptPosition = 'first' | 'last';

/**
 * The parameters that `--init-p1` or `--init-p2` gives: the text itself as the instruction, or, if
 * it ends in `.json` or `.log`, what an earlier run left in that file. Each of the two options
 * reads its own file (the reference reads only the first of two).
 *
 * @throws RunFileError
 */
export async function readInitialPrompt(options: {
  readonly text: string;
  readonly position: PromptPosition;
  readonly dataset: string;
}): Promise<LayerParameters> {
  const { text: path, position, dataset } = options;
  if (!/\.(json|log)$/.test(path)) return instructionOnly(path);
  let content: string;
  try {
    content = decodeText(await readFile(path));
  } catch (cause) {
    if (isEncodingError(cause))
      throw createInitialPromptError(path, `it ${cause.problem}; save it as UTF-8`, { cause });
    throw createInitialPromptError(path, 'there is no such file to read', { cause });
  }
  return path.endsWith('.log')
    ? instructionOnly(parsePromptLog({ path, content, position }))
    : parsePromptJson({ path, content, position, dataset });
}
