import type { Example } from '../example.ts';

/** The positions of a split's examples by class, classes in order of first appearance. */
export type Groups = ReadonlyMap<string, readonly number[]>;

/** Groups positions. `toGroup` returns the group of an example. */
export function groupExamples(
  examples: readonly Example[],
  toGroup: (example: Example) => string,
): Groups {
  const groups = new Map<string, number[]>();
  examples.forEach((example, position) => {
    const group = toGroup(example);
    const positions = groups.get(group);
    if (positions) positions.push(position);
    else groups.set(group, [position]);
  });
  return groups;
}
