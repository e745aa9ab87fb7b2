import { formatSize, requantizeStoredModel } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';

/** Writes a copy of a fetched model with 8-bit weights, and prints its name. */
export async function requantizeModel(name: string, { stdout }: Surroundings): Promise<void> {
  const { name: copy, file, bytes, tensors } = await requantizeStoredModel(name);
  stdout.write(`${file} (${formatSize(bytes)}): ${tensors} tensors in the format Q8_0.\n`);
  stdout.write(`Use it with --model ${copy}\n`);
}
