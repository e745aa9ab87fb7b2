import type * as Engine from '#llama-cpp';
import type { Llama } from 'node-llama-cpp';

import { createEngineUnavailableError } from './create-engine-unavailable-error.ts';
import { isLocalModelError } from '../local-model-error.ts';

/** The GPU backend: `auto` selects the best one installed, false the CPU. */
export type GpuChoice = false | 'auto' | 'cuda' | 'metal' | 'vulkan';

/** A build of llama.cpp. */
type Build = Exclude<GpuChoice, 'auto'>;

/** A loaded llama.cpp. */
export interface LoadedLlama {
  readonly llama: Llama;
  /** The version of node-llama-cpp. */
  readonly version: string;
  /** The latest warnings and errors of llama.cpp, oldest first. */
  readonly complaints: string[];
}

/** The build for the CPU. Apple silicon has one build only, which can run without its GPU. */
const PROCESSOR_BUILD: Build =
  process.platform === 'darwin' && process.arch === 'arm64' ? 'metal' : false;

/** The version of node-llama-cpp in `dist/llama-cpp`. Builds of other versions are ignored. */
const ENGINE_VERSION = '3.22.1';

/** Log lines to keep. The cause of a failure is in the last few. */
const COMPLAINTS = 20;

/**
 * One instance per build and process. The native library has one logger and one shutdown for all
 * users: a second instance would take over the log, and disposing of one would end the other. It
 * ends with the process and does not keep the process alive.
 */
const loaded = new Map<Build, Promise<LoadedLlama>>();

/**
 * Loads llama.cpp from the installed packages, once per process. It never downloads or compiles
 * anything.
 *
 * @throws LocalModelError if the build for this machine is missing or does not work
 */
export async function loadLlama(gpu: GpuChoice): Promise<LoadedLlama> {
  if (gpu === 'auto') return loadBest();
  return loadOnce(gpu === false ? PROCESSOR_BUILD : gpu);
}

/** The best installed GPU backend of this machine, or the CPU. */
async function loadBest(): Promise<LoadedLlama> {
  const { getLlamaGpuTypes } = await importEngine('auto');
  for (const gpu of await getLlamaGpuTypes('supported')) {
    if (gpu === false) continue;
    try {
      return await loadOnce(gpu);
    } catch (error) {
      if (!isLocalModelError(error, 'engine-unavailable')) throw error;
    }
  }
  return loadOnce(PROCESSOR_BUILD);
}

async function loadOnce(gpu: Build): Promise<LoadedLlama> {
  const known = loaded.get(gpu);
  if (known !== undefined) return known;
  const loading = load(gpu);
  loaded.set(gpu, loading);
  // Retry on the next call: the missing package may be installed by then.
  loading.catch(() => loaded.delete(gpu));
  return loading;
}

async function load(gpu: Build): Promise<LoadedLlama> {
  const engine = await importEngine(gpu);
  const { getLlama, getLlamaGpuTypes, getModuleVersion, LlamaLogLevel } = engine;
  const complaints: string[] = [];
  try {
    // For a backend that the platform lacks, the engine would silently use another.
    const existing = await getLlamaGpuTypes('allValid');
    if (!existing.includes(gpu)) throw new Error(`${process.platform} has no ${String(gpu)}`);
    const llama = await getLlama({
      gpu,
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      logLevel: LlamaLogLevel.error,
      logger(_level, message) {
        complaints.push(message.trim());
        complaints.splice(0, complaints.length - COMPLAINTS);
      },
      // No global limit: every context sets its own number of threads.
      maxThreads: 0,
    });
    return { llama, version: await getModuleVersion(), complaints };
  } catch (cause) {
    throw createEngineUnavailableError({ reason: describeMissingBuild(gpu), gpu, cause });
  }
}

/** The part of node-llama-cpp that this package uses. */
export async function importEngine(gpu: GpuChoice): Promise<typeof Engine> {
  try {
    return await import('#llama-cpp');
  } catch (cause) {
    const reason = 'cannot import dist/llama-cpp of @dln/local. Install @dln/local again.';
    throw createEngineUnavailableError({ reason, gpu, cause });
  }
}

function describeMissingBuild(gpu: Build): string {
  if (process.execArgv.some((option) => /^(-e|-p|-pe|--eval|--print)$/.test(option))) {
    return (
      'node-llama-cpp tests its build in a child process with the same options, which fails ' +
      'with `node --eval`. Put the program into a file.'
    );
  }
  const machine = `${process.platform}-${process.arch}`;
  return gpu === false
    ? `no build for ${machine} is installed and works here. ${installHint(PROCESSOR_BUILD)}.`
    : `no build with ${gpu} for ${machine} is installed and works here. ` +
        `${installHint(gpu)}, or leave gpu out.`;
}

/** The command that installs the package of a build. */
function installHint(gpu: Build): string {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const platform = system === 'darwin' ? 'mac' : system;
  const architecture = process.arch === 'arm' ? 'armv7l' : process.arch;
  const name = [platform, architecture, ...(gpu === false ? [] : [gpu])].join('-');
  return `Install it with: npm install @node-llama-cpp/${name}@${ENGINE_VERSION}`;
}
