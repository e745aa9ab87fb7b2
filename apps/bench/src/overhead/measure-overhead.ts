import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import type { LanguageModel, RememberRepliesOptions } from '@dln/llm';

/** Options of `measureOverhead`. */
export interface MeasureOverheadOptions {
  /** A built checkout of this project. */
  readonly checkout: string;
  readonly baseUrl: string;
  /** Distinct texts to score. */
  readonly count: number;
  readonly concurrency: number;
}

/** Resources that the requests took in the client process. */
export interface OverheadMeasurement {
  readonly requests: number;
  /** Processor time of the process, user and system. */
  readonly cpuInMs: number;
  readonly elapsedInMs: number;
  /** Peak memory of the process in bytes. */
  readonly peakMemory: number;
  /** Memory before the first request in bytes. */
  readonly memoryBefore: number;
}

/**
 * Scores texts as a run does, storing each reply in a file, and measures this process. Run it in a
 * separate process, with the server in another one, so that only our code is measured.
 */
export async function measureOverhead({
  checkout,
  baseUrl,
  count,
  concurrency,
}: MeasureOverheadOptions): Promise<OverheadMeasurement> {
  const built = pathToFileURL(join(checkout, 'packages/llm/dist/index.js')).href;
  const llm = (await import(built)) as typeof import('@dln/llm');
  const folder = await mkdtemp(join(tmpdir(), 'dln-overhead-'));
  const own = llm.openReplyStore({ file: join(folder, 'replies.sqlite'), now: () => new Date() });
  try {
    const served = llm.createCompletionsModel({
      model: 'hash-lm',
      baseUrl,
      apiKey: 'EMPTY',
      // As a probe finds it; a checkout before lists of prompts does not read it.
      capabilities: { promptLists: true },
      scheduler: llm.createScheduler({ concurrency }),
    });
    const model = decorate(llm, served, { identity: baseUrl, own });
    const requests = Array.from({ length: count }, (_, index) => ({
      context: `${instruction} Question ${index}: ${'Take three steps. Turn around. '.repeat(4)}\n`,
      continuation: 'yes',
    }));
    // The first request opens the connection and is not measured.
    await llm.requireScoreText(model).scoreText([{ context: instruction, continuation: 'yes' }]);
    const memoryBefore = peakMemory();
    const before = process.cpuUsage();
    const start = performance.now();
    await llm.requireScoreText(model).scoreText(requests);
    const { user, system } = process.cpuUsage(before);
    return {
      requests: count,
      cpuInMs: (user + system) / 1000,
      elapsedInMs: performance.now() - start,
      peakMemory: peakMemory(),
      memoryBefore,
    };
  } finally {
    own.close();
    await rm(folder, { recursive: true });
  }
}

const instruction = 'Read the moves one by one, and say whether the walk ends where it began.';

function peakMemory(): number {
  return process.resourceUsage().maxRSS * 1024;
}

/**
 * Decorates a model as a run does, with the functions of the measured checkout: those before
 * `wrapModel` took the model.
 */
function decorate(
  llm: typeof import('@dln/llm'),
  model: LanguageModel,
  options: RememberRepliesOptions,
): LanguageModel {
  if ('wrapModel' in llm)
    return llm.wrapModel(model, [llm.deduplicate(), llm.rememberReplies(options)]);
  const { deduplicate, rememberReplies } = llm as unknown as {
    readonly deduplicate: (model: LanguageModel) => LanguageModel;
    readonly rememberReplies: (
      model: LanguageModel,
      options: RememberRepliesOptions,
    ) => LanguageModel;
  };
  return deduplicate(rememberReplies(model, options));
}
