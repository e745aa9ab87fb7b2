import type { ProbeableModel } from '../backends/endpoint-model.ts';
import type { CallOptions, LanguageModel, TextScoringMethod } from '../language-model.ts';
import { attempt } from './attempt.ts';
import { CLAIM } from './claim.ts';
import { probeAlignment } from './probe-alignment.ts';
import type { ProbeFinding } from './probe-report.ts';

const REQUEST = { context: 'One, two, three, four,', continuation: ' five, six.' };

/** Ways to ask an endpoint, the usual one first. */
const METHODS = ['echo', 'prompt-logprobs'] as const;
const NAMES = { echo: 'echo', 'prompt-logprobs': 'prompt_logprobs' } as const;

const NO_WAY = 'its API has no way to ask for it';

/** What `probeScoring` found. */
export interface ScoringFinding extends ProbeFinding {
  /** How the model scores texts, if it does and that is known. */
  readonly textScoring?: TextScoringMethod | undefined;
}

/**
 * Whether a model gives the log-probabilities of a given text, and how it wants to be asked: one
 * request a way, and two to compare the numbers with those of next tokens.
 */
export async function probeScoring(
  model: LanguageModel | ProbeableModel,
  options: CallOptions,
): Promise<ScoringFinding> {
  if (!('withCapabilities' in model)) {
    const { textScoring } = model.capabilities;
    return { ...(await tryScoring(model, options)), textScoring };
  }
  const refusals: string[] = [];
  for (const textScoring of METHODS) {
    const bold = model.withCapabilities({ ...CLAIM, textScoring }, { isTried: true });
    const { works, detail } = await tryScoring(bold, options);
    const name = NAMES[textScoring];
    if (works) {
      const earlier = refusals.map((refusal) => `; ${refusal}`).join('');
      return { ...scoreText, works, detail: `by ${name}: ${detail}${earlier}`, textScoring };
    }
    if (bold.scoreText === undefined) continue;
    refusals.push(`${name}: ${detail}`);
  }
  const detail = refusals.length === 0 ? NO_WAY : refusals.join('; ');
  return { ...scoreText, works: false, detail };
}

const scoreText = { capability: 'scoreText' } as const;

async function tryScoring(model: LanguageModel, options: CallOptions): Promise<ProbeFinding> {
  const capability = 'scoreText';
  if (model.scoreText === undefined) {
    return { capability, works: false, detail: NO_WAY };
  }
  const scoring = model.scoreText.bind(model);
  const result = await attempt(() => scoring([REQUEST], options));
  if ('refusal' in result) return { capability, works: false, detail: result.refusal };
  const logProbabilities = result.value[0]?.logProbabilities ?? [];
  const sum = logProbabilities.reduce((total, each) => total + each, 0);
  // Zeros throughout would mean that the model was sure of every token: no model is, some proxies
  // are.
  if (!(sum < 0) || logProbabilities.some((each) => each > 0)) {
    const detail = 'it answers with numbers that are no log-probabilities';
    return { capability, works: false, detail };
  }
  const misalignment = await probeAlignment(model, REQUEST.context, options);
  if (misalignment !== undefined) return { capability, works: false, detail: misalignment };
  const detail = `${JSON.stringify(REQUEST.continuation)} is ${logProbabilities.length} tokens, log p = ${sum.toFixed(2)}`;
  return { capability, works: true, detail };
}
