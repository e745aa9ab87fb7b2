import { createInitialPromptError } from './create-initial-prompt-error.ts';
import type { PromptPosition } from './read-initial-prompt.ts';

/**
 * Start of the next record of a log: a line with a time, or one of the messages that follow the
 * prompts.
 */
const nextRecord =
  /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}|^Best L[12] weights:|^TRAINING TOKEN COST:|^TESTING\.\.\./;

/**
 * The best prompt that a log of the Python reference ends with, all of its lines (the reference
 * reads the first one only).
 *
 * @throws RunFileError
 */
export function parsePromptLog(options: {
  readonly path: string;
  readonly content: string;
  readonly position: PromptPosition;
}): string {
  const { path, content, position } = options;
  const marker = `Best L${position === 'first' ? 1 : 2} weights:`;
  const lines = content.split(/\r?\n/);
  const start = lines.findLastIndex((line) => line.includes(marker));
  const line = lines[start];
  if (line === undefined) throw createInitialPromptError(path, `no line says "${marker}"`);
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((text) => nextRecord.test(text));
  const first = line.slice(line.indexOf(marker) + marker.length);
  const prompt = [first, ...(end === -1 ? rest : rest.slice(0, end))].join('\n').trim();
  // A one-layer run of the reference logs "None" for the layer that it does not have.
  if (prompt === 'None')
    throw createInitialPromptError(path, `"${marker}" is None: there is no such layer`);
  return prompt;
}
