/** How an engine is spread over the cores. */
export interface ThreadPlan {
  /** Contexts that work in parallel, each on its share of a call. */
  readonly lanes: number;
  /** Threads per context. */
  readonly threadsPerLane: number;
}

/**
 * Models up to this size in bytes are faster with one thread: several threads wait for each other
 * at every small matrix product.
 */
const SMALL_MODEL_BYTES = 100_000_000;

/** With more lanes, the JavaScript between evaluations is the bottleneck. */
const MOST_LANES = 4;

/**
 * Chooses threads and lanes. Several threads speed up large models; small models are faster with
 * several contexts of one thread each. A GPU is one lane.
 */
export function divideThreads({
  threads,
  modelBytes,
  usesGpu,
}: {
  readonly threads: number;
  readonly modelBytes: number;
  readonly usesGpu: boolean;
}): ThreadPlan {
  return isSmall(modelBytes) && !usesGpu
    ? { lanes: Math.min(threads, MOST_LANES), threadsPerLane: 1 }
    : { lanes: 1, threadsPerLane: threads };
}

/** Whether a model is so small that overhead costs as much as its arithmetic. */
export function isSmall(modelBytes: number): boolean {
  return modelBytes <= SMALL_MODEL_BYTES;
}
