import { basename, resolve } from 'node:path';
import type { LanguageModel } from '@dln/llm';
import {
  type Configuration,
  createModels,
  createModelService,
  createNetworkService,
  inFlags,
  isLocalName,
  type ModelSources,
  openLocalModel,
  optionName,
  resolveSettings,
  type Service,
} from '@dln/run';
import { InputError } from './input-error.ts';
import { openKeptModels } from './open-kept-models.ts';
import { type AskingOptions, findNetwork, openNetwork } from './open-network.ts';

/** A network or a model, ready to be served. */
export interface OpenedService extends AsyncDisposable {
  readonly service: Service;
  /** Requests that are answered at once. */
  readonly concurrency: number;
  /** Aborts at Ctrl-C, and at a cap on time. */
  readonly signal: AbortSignal;
}

/** Options of `openService`. */
export interface OpenServiceOptions {
  /** A network.json or a run directory. @default the model is served bare */
  readonly network: string | undefined;
  /** @default the name of the run or the model */
  readonly name: string | undefined;
  readonly asking: AskingOptions;
}

/** Opens what `dln serve` serves. */
export async function openService(options: OpenServiceOptions): Promise<OpenedService> {
  const asking = { ...options.asking, flags: withFileName(options.asking.flags) };
  const { network: path } = options;
  return path === undefined
    ? openBareModel(options.name, asking)
    : openNetworkService(path, options.name, asking);
}

async function openNetworkService(
  path: string,
  name: string | undefined,
  asking: AskingOptions,
): Promise<OpenedService> {
  const found = await findNetwork(path, asking);
  const opened = await openNetwork(found, asking);
  const { network, signal, differences } = opened;
  for (const difference of differences)
    asking.surroundings.stderr.write(`${inFlags(difference)}\n`);
  const run = basename(resolve(path)).replace(/\.json$/, '');
  return {
    service: createNetworkService(network, {
      name: name ?? (run === 'network' ? network.file.task.dataset : run),
    }),
    concurrency: found.configuration.concurrency,
    signal,
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

async function openBareModel(
  name: string | undefined,
  asking: AskingOptions,
): Promise<OpenedService> {
  const { flags, surroundings } = asking;
  const configuration = resolveSettings(flags);
  const { fwdModelType, connectionsConfig, concurrency } = configuration;
  if (fwdModelType === null)
    throw new InputError('Name a trained network, or a model with --model.');
  const isLocal = connectionsConfig === null && isLocalName(fwdModelType);
  if (isLocal) refuseCaps(configuration);
  const opened = await openKeptModels<ServedModels>(
    { configuration, surroundings, cache: { cache: false } },
    async (kept) =>
      isLocal
        ? openAlone(fwdModelType)
        : createModels(configuration, kept.signal, withoutReplies(kept.sources)),
  );
  const own = isLocal ? basename(fwdModelType.replace(/^file:/, '')) : fwdModelType;
  return {
    service: createModelService(opened.models.forward, { name: name ?? own }),
    concurrency,
    signal: opened.signal,
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

/**
 * A bare model in this process is served with its tokens, which no budget counts.
 *
 * @throws InputError for a cap that would do nothing
 */
function refuseCaps(configuration: Configuration): void {
  const caps = (['maxRequests', 'maxTokensTotal', 'maxCost'] as const).filter(
    (name) => configuration[name] !== null,
  );
  if (caps.length === 0) return;
  throw new InputError(
    `A bare model in this process is served without a cap on requests, tokens or cost. Leave out ${caps.map(optionName).join(', ')}, or serve a trained network.`,
  );
}

/** What a service asks. */
interface ServedModels {
  readonly models: { readonly forward: LanguageModel };
  readonly close: () => Promise<void>;
}

async function openAlone(name: string): Promise<ServedModels> {
  const model = await openLocalModel(name, 'plain');
  return { models: { forward: model }, close: () => model.close() };
}

/** Replies of a bare model are not remembered: clients ask for new samples. */
function withoutReplies({ keep: _, ...sources }: ModelSources): ModelSources {
  return sources;
}

/** `--model model.gguf` means the file. */
function withFileName(flags: AskingOptions['flags']): AskingOptions['flags'] {
  const rename = (value: unknown): unknown =>
    typeof value === 'string' && /\.gguf$/i.test(value) && !value.startsWith('file:')
      ? `file:${value}`
      : value;
  const { model, fwdModelType } = flags;
  return {
    ...flags,
    ...(model === undefined ? {} : { model: rename(model) }),
    ...(fwdModelType === undefined ? {} : { fwdModelType: rename(fwdModelType) }),
  };
}
