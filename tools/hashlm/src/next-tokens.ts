import { absorb, finishHash } from './hash.ts';

const list = (words: string): readonly string[] => words.split(' ');

/** Words that are generated. */
export const WORDS: readonly string[] = list(
  'the a of to and in is that for it as with on by this you be are from or an at not have which can one each first then step count read write check ' +
    'answer question think carefully look word option list order date number sentence class choose because so if when before after start end point left right turn path',
);

const CLASSES = list(
  'yes Yes no No a A b B c C d D e E f F g G positive negative neutral Positive Negative Neutral subjective objective ' +
    'description entity expression human location number',
);

const CANDIDATES: readonly string[] = [...CLASSES, ...WORDS.map((word) => ` ${word}`)];

/** The share of probability that the candidates have together. */
const CANDIDATE_MASS = 0.95;

/** A token and its natural-log probability. */
export type ScoredToken = readonly [token: string, logProbability: number];

/** log p of a given token after a hash state, rounded to six digits. */
export function tokenLogProbability(state: number, token: string): number {
  return round(-0.02 - (finishHash(absorb(state, `\u0001${token}`)) % 5000) / 1000);
}

/** The `count` most likely next tokens after a hash state, best first. */
export function nextTokens(state: number, count: number): readonly ScoredToken[] {
  if (count === 0) return [];
  const asked = absorb(state, '\u0002');
  const weights = CANDIDATES.map((token) =>
    Math.exp((finishHash(absorb(asked, token)) % 7000) / 1000),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0) / CANDIDATE_MASS;
  return CANDIDATES.map((token, index): ScoredToken => [
    token,
    round(Math.log((weights[index] ?? Number.NaN) / total)),
  ])
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, count);
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
