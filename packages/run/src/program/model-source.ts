import type { AiSdkModel, LanguageModel, TextFunction } from '@dln/llm';
import { createScheduler } from '@dln/llm';
import { describeExport, findExport } from '../modules/find-export.ts';
import { loadModule, type ModuleRecord } from '../modules/load-module.ts';
import { outsideModel } from '../modules/outside-model.ts';
import { parseModuleReference } from '../settings/module-reference.ts';
import { toLanguageModel } from '../modules/to-language-model.ts';
import { isLocalName, openLocalModel } from '../composition/local-model.ts';
import type { Configuration } from '../settings/configuration.ts';
import { createTrainingOptionError } from './create-training-errors.ts';

/**
 * A model of the calling program: a `LanguageModel`, a model of the AI SDK, a function from a
 * prompt to a text, a module that exports one of these (`./model.mjs`), the path of a GGUF file,
 * the name of a fetched model, or `embedded`, the very small model that ships with
 * @dln/local and knows the demonstration tasks only.
 */
export type ModelSource = LanguageModel | AiSdkModel | TextFunction | string;

/** A model that is ready to be asked. */
export interface OpenedModel {
  readonly model: LanguageModel;
  /** Closes what was opened for it; a model of the caller stays open. */
  readonly close: () => Promise<void>;
  /** The module that it comes from. */
  readonly module?: ModuleRecord;
}

/** Options of `openModelSource`. */
export interface ModelSourceOptions {
  /** The name of the option that gave the model, for messages. */
  readonly option: string;
  /** Concurrent requests of a function or a model of the AI SDK. */
  readonly concurrency: number;
  /** How a model file reads plain prompts. */
  readonly format: Configuration['format'];
}

const accepted =
  'Give a language model of @dln/llm, a model of the AI SDK, a function (prompt, options) => text, a module such as ./model.mjs, the path of a .gguf file, or "embedded".';

/**
 * Opens a model. A file is loaded now, so that a wrong path is found before training.
 *
 * @throws ConfigurationError for a value that is not a model
 * @throws LocalModelError for a file that is not one
 */
export async function openModelSource(
  source: unknown,
  { option, concurrency, format }: ModelSourceOptions,
): Promise<OpenedModel> {
  if (typeof source === 'string')
    return (await openModule(source, concurrency)) ?? openFile(source, option, format);
  const keepsOpen = async (): Promise<void> => undefined;
  const scheduler = createScheduler({ concurrency });
  const model = toLanguageModel(source, { scheduler });
  if (model) return { model, close: keepsOpen };
  throw createTrainingOptionError(option, `is ${describe(source)}. ${accepted}`);
}

async function openModule(source: string, concurrency: number): Promise<OpenedModel | undefined> {
  const reference = parseModuleReference(source);
  if (reference === undefined) return undefined;
  const module = await loadModule(reference);
  const label = describeExport(module.record.name, reference.exportName);
  const model = outsideModel(findExport(module, reference), { name: source, label, concurrency });
  return { model, close: async () => undefined, module: module.record };
}

async function openFile(
  source: string,
  option: string,
  format: Configuration['format'],
): Promise<OpenedModel> {
  const name = /\.gguf$/i.test(source) && !isLocalName(source) ? `file:${source}` : source;
  if (!isLocalName(name))
    throw createTrainingOptionError(
      option,
      `is ${JSON.stringify(source)}, which is neither "embedded", nor a fetched model, nor a module, nor the path of a .gguf file. A model at an endpoint is made with createChatModel or createCompletionsModel of @dln/llm, or with a provider of the AI SDK.`,
    );
  const model = await openLocalModel(name, format);
  return { model, close: () => model.close() };
}

function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return `an object with ${Object.keys(value).slice(0, 5).join(', ') || 'nothing in it'}`;
}
