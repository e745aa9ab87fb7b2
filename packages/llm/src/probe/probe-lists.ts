import type { ProbeableModel } from '../backends/endpoint-model.ts';
import { given } from '../given.ts';
import type { CallOptions, LanguageModel, TextScoringMethod } from '../language-model.ts';
import { attempt } from './attempt.ts';
import { CLAIM } from './claim.ts';
import type { ProbeFinding } from './probe-report.ts';

const REQUESTS = [
  { context: 'One, two, three,', continuation: ' four.' },
  { context: 'The sun rises in the', continuation: ' east.' },
];

/**
 * Whether one request may hold several prompts: one request with two texts to score. A server that
 * refuses it is sent both again, each by itself. Undefined if nothing can be tried.
 *
 * @param textScoring - how the model scores texts
 */
export async function probeLists(
  model: LanguageModel | ProbeableModel,
  textScoring: TextScoringMethod | undefined,
  options: CallOptions,
): Promise<ProbeFinding | undefined> {
  if (!('withCapabilities' in model)) return undefined;
  const bold = model.withCapabilities({
    ...CLAIM,
    ...given('textScoring', textScoring),
    promptLists: true,
  });
  const scoreText = bold.scoreText?.bind(bold);
  // A request that is refused changes the model's capabilities.
  const takesLists = (): boolean => bold.capabilities.promptLists === true;
  if (scoreText === undefined || !takesLists()) return undefined;
  const result = await attempt(() => scoreText(REQUESTS, options));
  const capability = 'promptLists';
  if ('refusal' in result) return { capability, works: false, detail: result.refusal };
  const works = takesLists();
  const detail = works
    ? 'one request may hold several prompts'
    : 'each prompt needs a separate request';
  return { capability, works, detail };
}
