import { setImmediate } from 'node:timers/promises';

import type { LlamaModel } from 'node-llama-cpp';

import type { GpuChoice, LoadedLlama } from './load-llama.ts';
import { createModelFileError } from './create-model-file-error.ts';

/** llama.cpp's messages about truncated files. */
const CUT_SHORT = /not within the file bounds|failed to read|exceeds remaining/;

/**
 * Loads the weights of a model.
 *
 * @throws LocalModelError with llama.cpp's reason
 */
export async function loadModel(
  { path, gpu }: { readonly path: string; readonly gpu: GpuChoice },
  { llama, complaints }: LoadedLlama,
): Promise<LlamaModel> {
  complaints.length = 0;
  try {
    return await llama.loadModel({ modelPath: path, gpuLayers: gpu === false ? 0 : 'auto' });
  } catch (cause) {
    // The log line arrives separately from the failure, and a little later.
    for (let turn = 0; turn < 3; turn++) await setImmediate();
    throw createModelFileError({ path, reason: describeFailure(complaints, cause), cause });
  }
}

function describeFailure(complaints: readonly string[], cause: unknown): string {
  if (complaints.some((complaint) => CUT_SHORT.test(complaint))) {
    return 'is truncated: it ends before its last weights. Download it again.';
  }
  const [, reason] =
    complaints.map((complaint) => /error loading model: (.*)/.exec(complaint)).find(Boolean) ?? [];
  const fallback = cause instanceof Error ? cause.message : String(cause);
  return `llama.cpp cannot load the file: ${reason ?? fallback}.`;
}
