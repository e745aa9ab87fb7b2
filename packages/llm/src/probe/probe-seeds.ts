import type { CallOptions, LanguageModel } from '../language-model.ts';
import { attempt } from './attempt.ts';
import type { ProbeFinding } from './probe-report.ts';

const PROMPT = 'Once upon a time';
/**
 * The first two should give one text; that they do means something only where another gives
 * another.
 */
const SEEDS: readonly number[] = [1, 1, 2, 3];

/** Whether a seed repeats a sampled reply, and another changes it: four requests. */
export async function probeSeeds(
  model: LanguageModel,
  options: CallOptions,
): Promise<ProbeFinding> {
  const capability = 'seeds';
  const result = await attempt(() =>
    model.generate(
      SEEDS.map((seed) => ({ prompt: PROMPT, seed })),
      { temperature: 1, maxTokens: 16, ...options },
    ),
  );
  if ('refusal' in result) return { capability, works: false, detail: result.refusal };
  const [first, again, ...others] = result.value.map(({ text }) => text);
  if (first !== again) {
    return { capability, works: false, detail: 'one seed gives two replies' };
  }
  if (others.every((text) => text === first)) {
    return { capability, works: false, detail: 'every seed gives one reply: nothing can be told' };
  }
  return { capability, works: true, detail: 'one seed gives one reply, others give others' };
}
