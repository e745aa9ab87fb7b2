/** The items at some places. */
export function keep<Item>(items: readonly Item[], places: readonly number[]): readonly Item[] {
  return places.map((place) => items[place] as Item);
}
