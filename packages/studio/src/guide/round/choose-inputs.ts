import type { GuideState } from '../session/guide-state.ts';
import type { GuideInput } from '../session/records.ts';

/** An input with its index among those of the session. */
export type IndexedInput = GuideInput & { readonly index: number };

/**
 * The inputs of a round, as many of both groups as there are places, going on where the last round
 * stopped.
 */
export function chooseInputs({ started }: GuideState, round: number): readonly IndexedInput[] {
  const { inputsPerRound, heldBackShare } = started.settings;
  const indexed = started.inputs.map((input, index) => ({ ...input, index }));
  const heldBack = indexed.filter(({ group }) => group === 'held-back');
  const proposing = indexed.filter(({ group }) => group === 'proposing');
  const places = Math.round(inputsPerRound * heldBackShare);
  return [...turn(proposing, inputsPerRound - places, round), ...turn(heldBack, places, round)];
}

function turn<Item>(items: readonly Item[], count: number, round: number): readonly Item[] {
  const size = Math.min(count, items.length);
  return Array.from({ length: size }, (_, at) => items[(round * size + at) % items.length]).filter(
    (item) => item !== undefined,
  );
}
