import { instructionOnly } from '../layers/layer-parameters.ts';
import { mean } from '../numerics/mean.ts';
import {
  enumerableWorld,
  type EnumerableWorld,
  type EnumerableWorldOptions,
} from './enumerable-world.fixture.ts';
import { estimateBound } from '../bound/estimate-bound.ts';

export const prompts: readonly string[] = ['p0', 'p1', 'p2'];

/** Mean log p(y | x), summed. */
export function exactOf(
  { exact, examples }: EnumerableWorld,
  under: readonly string[] = prompts,
): number {
  return mean(examples.map((_, at) => exact(under, at)));
}

export async function boundOf(
  { context, examples }: EnumerableWorld,
  samples: number,
  seed: number,
): Promise<number> {
  const { bound } = await estimateBound(context, {
    parameters: prompts.map(instructionOnly),
    examples,
    samples,
    seed,
  });
  return bound?.nats ?? Number.NaN;
}

/** What bounds of several seeds exceed the exact value by. */
export async function gaps(
  options: EnumerableWorldOptions,
  { samples, seeds }: { readonly samples: number; readonly seeds: number },
): Promise<readonly number[]> {
  const world = enumerableWorld(options);
  const exact = exactOf(world);
  const bounds = await Promise.all(
    Array.from({ length: seeds }, async (_, seed) => boundOf(world, samples, seed)),
  );
  return bounds.map((bound) => bound - exact);
}
