import { createScheduler, type LanguageModel, type TextFunction } from '@dln/llm';
import { isUserFacing } from '../text/is-user-facing.ts';
import { describeValue, invalidExport } from './find-export.ts';
import { messageOf, ModuleItemError } from './module-item-error.ts';
import { toLanguageModel } from './to-language-model.ts';

const EXPECTED =
  'a function (prompt, options) => text, a model of the AI SDK, or a LanguageModel of @dln/llm';

/**
 * Makes a language model of an export. A prompt for which a function throws has no answer; the
 * others have theirs.
 *
 * @throws ModuleError if the export is not a model
 */
export function outsideModel(
  value: unknown,
  {
    name,
    label,
    concurrency,
  }: {
    readonly name: string;
    readonly label: string;
    readonly concurrency: number;
  },
): LanguageModel {
  const source = typeof value === 'function' ? guard(value as TextFunction, label) : value;
  const model = toLanguageModel(source, { scheduler: createScheduler({ concurrency }), id: name });
  if (model === undefined) throw invalidExport(label, value, EXPECTED);
  return model;
}

function guard(write: TextFunction, label: string): TextFunction {
  return async (prompt, options) => {
    let text: unknown;
    try {
      text = await write(prompt, options);
    } catch (error) {
      // Stops, errors with a remedy, and errors that are retried concern more than this prompt.
      if (options.signal.aborted || isUserFacing(error) || isRetryable(error)) throw error;
      throw new ModuleItemError(label, `threw for a prompt: ${messageOf(error)}`, error);
    }
    if (typeof text === 'string') return text;
    throw new ModuleItemError(label, `returned ${describeValue(text)} instead of a text`);
  };
}

function isRetryable(error: unknown): boolean {
  return error instanceof Error && 'isRetryable' in error && error.isRetryable === true;
}
