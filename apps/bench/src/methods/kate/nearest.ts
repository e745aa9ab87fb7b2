/** Positions of the largest similarities, largest first, lowest position first on ties. */
export function nearest(similarities: readonly number[], count: number): readonly number[] {
  return similarities
    .map((similarity, position) => ({ similarity, position }))
    .sort((left, right) => right.similarity - left.similarity || left.position - right.position)
    .slice(0, count)
    .map(({ position }) => position);
}
