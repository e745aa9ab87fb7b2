import type { GuideCandidate } from '../session/records.ts';

/** The inputs that a candidate shows with their answers. */
export function demonstratedInputs({
  parameters,
}: Pick<GuideCandidate, 'parameters'>): ReadonlySet<string> {
  return new Set(
    parameters.flatMap(({ demonstrations }) => demonstrations.map(({ input }) => input)),
  );
}
