import { nextPair } from '../round/next-pair.ts';
import type { Guide } from '../session/guide.ts';
import type { GuideState } from '../session/guide-state.ts';
import type { GuidePair } from '../session/records.ts';
import type { SimulatedRater } from './simulated-rater.ts';

/**
 * Lets a simulated rater rate the open round, as far as it is asked. @returns how many pairs it
 * rated
 */
export async function rateRound(
  guide: Guide,
  rater: SimulatedRater,
  name: string,
): Promise<number> {
  for (let count = 0; ; count++) {
    const state = guide.state();
    const pair = state.open && nextPair(state, state.open, name);
    if (!pair) return count;
    const input = state.started.inputs[pair.input]?.text ?? '';
    const verdict = rater.compare(input, textsOf(state, pair));
    await guide.rate({ type: 'pair', rater: name, pair: pair.id, verdict });
  }
}

/** The two outputs of a pair of the open round. */
function textsOf(
  { open }: GuideState,
  { input, left, right }: GuidePair,
): { readonly left: string; readonly right: string } {
  const textOf = (candidate: string): string => {
    const found = open?.outputs.find((one) => one.candidate === candidate && one.input === input);
    if (!found) throw new RangeError(`no output of ${candidate} on input ${input}`);
    return found.output;
  };
  return { left: textOf(left), right: textOf(right) };
}
