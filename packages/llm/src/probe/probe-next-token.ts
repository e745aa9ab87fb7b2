import type { CallOptions, LanguageModel } from '../language-model.ts';
import { attempt } from './attempt.ts';
import type { ProbeFinding } from './probe-report.ts';

/** How many next tokens are asked for, until the server agrees. */
const RUNGS: readonly number[] = [100, 20, 5, 1];

const CONTEXT = 'One, two, three,';
/** Asked if the first answer is short: a second one of the same length was cut by the server. */
const OTHER_CONTEXT = 'The sun rises in the';

/** What `probeNextToken` found. */
export interface NextTokenFinding extends ProbeFinding {
  readonly maxTopTokens: number;
}

/** How many of the most likely next tokens a model gives, up to a hundred: two to five requests. */
export async function probeNextToken(
  model: LanguageModel,
  options: CallOptions,
): Promise<NextTokenFinding> {
  const nextToken = model.nextToken?.bind(model);
  const none = { capability: 'nextToken', works: false, maxTopTokens: 0 } as const;
  if (nextToken === undefined) return { ...none, detail: 'its API has no way to ask for them' };
  const countAfter = async (context: string, top: number): Promise<number> =>
    (await nextToken([context], { top, ...options }))[0]?.top.length ?? 0;

  let refusal = '';
  for (const top of RUNGS.filter((rung) => rung <= model.capabilities.maxTopTokens)) {
    const result = await attempt(() => countAfter(CONTEXT, top));
    if ('refusal' in result) {
      refusal ||= result.refusal;
      continue;
    }
    const count = result.value;
    if (count === 0) return { ...none, detail: 'it answers without next tokens' };
    const isCut = count < top && (await countAfter(OTHER_CONTEXT, top)) === count;
    const maxTopTokens = isCut ? count : top;
    const because = isCut ? `it gives ${count} where ${top} are asked for` : refusal;
    const detail = `up to ${maxTopTokens}${because === '' ? '' : `: ${because}`}`;
    return { capability: 'nextToken', works: true, maxTopTokens, detail };
  }
  return { ...none, detail: refusal };
}
