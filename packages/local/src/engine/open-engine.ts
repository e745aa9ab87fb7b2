import { availableParallelism, cpus } from 'node:os';

import type { JsonSchema, PromptFormat } from '@dln/llm';
import type { LlamaContext, LlamaContextSequence, LlamaModel } from 'node-llama-cpp';

import { openChat } from '../chat/open-chat.ts';
import { CachedSequence } from '../evaluation/cached-sequence.ts';
import { createTokenizer, type Tokenizer } from '../tokens/create-tokenizer.ts';
import { type BeginReply, openGrammar } from '../grammar/open-grammar.ts';
import { checkEngine } from './check-engine.ts';
import { checkModelFile } from './check-model-file.ts';
import { checkGgufHeader } from '../gguf/check-header.ts';
import { countFreeCores } from './count-free-cores.ts';
import { divideThreads, isSmall } from './divide-threads.ts';
import { type GpuChoice, loadLlama } from './load-llama.ts';
import { loadModel } from './load-model.ts';
import { createModelMemoryError } from './create-model-memory-error.ts';
import { createPrefixStates, type PrefixStates } from '../states/prefix-states.ts';
import { createRowDecoder } from './row-decoder.ts';

/** Options of `openEngine`. Defaults depend on the model and the machine. */
export interface EngineOptions {
  readonly path: string;
  readonly threads?: number | undefined;
  readonly contextLength?: number | undefined;
  readonly sequences?: number | undefined;
  readonly keepPrefixes?: boolean | undefined;
  readonly gpu: GpuChoice;
  readonly format: PromptFormat;
  /** Name of the model in errors. */
  readonly id: string;
  /** Called with the number of tokens evaluated. */
  readonly onEvaluated: (tokens: number) => void;
}

/** One context. Lanes work in parallel. */
export interface Lane {
  /** The sequence for scoring: one text at a time fills a batch. */
  readonly reader: CachedSequence;
  /** All sequences, including the reader. Generation and short readings use several at once. */
  readonly sequences: readonly CachedSequence[];
  /** Batch size in tokens. */
  readonly batchRows: number;
}

/** A loaded model, ready to evaluate. */
export interface Engine {
  readonly tokenizer: Tokenizer;
  /** `chat`: a plain prompt is one user message. */
  readonly format: 'plain' | 'chat';
  /** Whether the file has a chat template. */
  readonly readsMessages: boolean;
  /** Tokens of a text and its continuation together. */
  readonly contextLength: number;
  /** The context length in the model's training. */
  readonly trainedLength: number;
  /** Number of tokens in the vocabulary. */
  readonly vocabulary: number;
  readonly lanes: readonly Lane[];
  /** A grammar of a schema; undefined if no grammar expresses it. */
  readonly openGrammar: (schema: JsonSchema) => Promise<BeginReply | undefined>;
  /**
   * Texts that a lane generates at once. A lane may have one sequence more, to pad a batch of one.
   */
  readonly writersPerLane: number;
  close(): Promise<void>;
}

/** Default limit: few texts need longer contexts, which take more memory. */
const LONGEST_DEFAULT_CONTEXT = 4096;

/** Texts generated together: more for small models, whose caches are small. */
const SEQUENCES = { small: 8, large: 4 };

/** Largest batch in tokens. */
const BATCH_ROWS = 512;

/** Memory for the logits of a batch: one number per row and token of the vocabulary. */
const LOGITS_BYTES = 128 * 2 ** 20;

/**
 * Loads a model and creates its contexts.
 *
 * @throws LocalModelError if the file cannot be loaded
 * @throws LocalModelError if its contexts do not fit into memory
 * @throws LocalModelError if llama.cpp cannot run here
 * @throws LocalModelError if the engine's scores are inconsistent
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const before = cpus();
  await checkModelFile(options.path);
  checkGgufHeader(options.path);
  const loaded = await loadLlama(options.gpu);
  const model = await loadModel(options, loaded);
  const freeCores = countFreeCores({ before, after: cpus(), available: availableParallelism() });
  const plan = planContexts(model, options, freeCores);
  const states = (options.keepPrefixes ?? isWorthKeeping(model)) ? createPrefixStates() : undefined;
  try {
    const chat = openChat(model, options);
    const lanes: (Lane & { readonly context: LlamaContext })[] = [];
    for (let index = 0; index < plan.lanes; index++) {
      const context = await createContext(model, plan, options.path);
      if (index === 0) await checkContext(context, plan.vocabulary, loaded.version);
      lanes.push({
        context,
        ...openLane(context, plan, { onEvaluated: options.onEvaluated, states }),
      });
    }
    return {
      ...plan,
      tokenizer: createTokenizer(model, chat, options.id),
      format: chat.format,
      readsMessages: chat.encodeMessages !== undefined,
      lanes,
      openGrammar: keepGrammars((schema) => openGrammar({ llama: loaded.llama, model }, schema)),
      async close() {
        for (const { context } of lanes) await context.dispose();
        await model.dispose();
        await states?.close();
      },
    };
  } catch (error) {
    await model.dispose();
    throw error;
  }
}

/** Makes the grammar of each schema once. */
function keepGrammars(open: Engine['openGrammar']): Engine['openGrammar'] {
  const grammars = new Map<string, ReturnType<typeof open>>();
  return (schema) => {
    const key = JSON.stringify(schema);
    const grammar = grammars.get(key) ?? open(schema);
    grammars.set(key, grammar);
    return grammar;
  };
}

/** A small model, or a GPU, evaluates a prefix about as fast as a file is read. */
function isWorthKeeping(model: LlamaModel): boolean {
  return !isSmall(model.size) && model.gpuLayers === 0;
}

interface ContextPlan {
  readonly lanes: number;
  readonly threadsPerLane: number;
  readonly writersPerLane: number;
  readonly contextLength: number;
  readonly trainedLength: number;
  readonly batchRows: number;
  readonly vocabulary: number;
}

function planContexts(model: LlamaModel, options: EngineOptions, freeCores: number): ContextPlan {
  const trainedLength = model.trainContextSize;
  const vocabulary = model.fileInfo.metadata.tokenizer.ggml.tokens.length;
  const contextLength = options.contextLength ?? Math.min(trainedLength, LONGEST_DEFAULT_CONTEXT);
  const logitRows = Math.floor(LOGITS_BYTES / (4 * vocabulary));
  const { lanes, threadsPerLane } = divideThreads({
    threads: options.threads ?? freeCores,
    modelBytes: model.size,
    usesGpu: model.gpuLayers > 0,
  });
  return {
    lanes,
    threadsPerLane,
    writersPerLane: options.sequences ?? (isSmall(model.size) ? SEQUENCES.small : SEQUENCES.large),
    contextLength,
    trainedLength,
    batchRows: Math.max(32, Math.min(BATCH_ROWS, contextLength + 1, logitRows)),
    vocabulary,
  };
}

async function createContext(
  model: LlamaModel,
  { writersPerLane, contextLength, batchRows, threadsPerLane }: ContextPlan,
  path: string,
): Promise<LlamaContext> {
  const sequences = Math.max(2, writersPerLane);
  try {
    const context = await model.createContext({
      sequences,
      // The engine leaves the last position of a context empty.
      contextSize: contextLength + 1,
      batchSize: batchRows,
      threads: threadsPerLane,
      // With it on, the results of a row depend on the other rows.
      flashAttention: false,
      swaFullCache: true,
      failedCreationRemedy: false,
    });
    const allocated = context.getAllocatedContextSize();
    // Sizes above 2³² silently overflow.
    if (allocated <= contextLength * sequences) throw new Error(`only ${allocated} tokens fit`);
    return context;
  } catch (cause) {
    throw createModelMemoryError({ path, contextLength, sequences, cause });
  }
}

async function checkContext(
  context: LlamaContext,
  vocabulary: number,
  version: string,
): Promise<void> {
  const sequence = context.getSequence();
  // Tokenizers have ordinary words in the middle of the vocabulary.
  const tokens = Array.from({ length: 6 }, (_, index) => Math.floor(vocabulary / 2) - 3 + index);
  await checkEngine({ sequence, decoder: createRowDecoder(sequence) }, tokens, version);
  await sequence.dispose();
}

function openLane(
  context: LlamaContext,
  { contextLength, batchRows }: ContextPlan,
  shared: {
    readonly onEvaluated: (tokens: number) => void;
    readonly states: PrefixStates | undefined;
  },
): Lane {
  const openSequence = (sequence: LlamaContextSequence): CachedSequence =>
    new CachedSequence({ sequence, rows: contextLength, batchRows, ...shared });
  const reader = openSequence(context.getSequence());
  const others = Array.from({ length: context.sequencesLeft }, () =>
    openSequence(context.getSequence()),
  );
  return { reader, sequences: [reader, ...others], batchRows };
}
