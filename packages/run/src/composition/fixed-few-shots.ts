import type { Dataset, Example } from '@dln/datasets';

/**
 * The solved examples that a trained network shows before every new input: the first ones of each
 * class in turn, in the order of the training split, no input twice. Examples of the dataset's own
 * splits are shown others: those that training showed.
 */
export function fixedFewShots(dataset: Dataset, count: number): readonly Example[] {
  const groups = new Map<string, Example[]>();
  const seen = new Set<string>();
  for (const example of dataset.examples('train')) {
    if (seen.has(example.input)) continue;
    seen.add(example.input);
    // Free text has as many targets as examples.
    const group = dataset.outputClasses ? example.target : '';
    groups.set(group, [...(groups.get(group) ?? []), example]);
  }
  const shots: Example[] = [];
  for (let round = 0; shots.length < count && round < seen.size; round++)
    for (const members of groups.values()) {
      const member = members[round];
      if (member && shots.length < count)
        shots.push({ input: member.input, target: member.target });
    }
  return shots;
}
