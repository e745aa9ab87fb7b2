/** The item at an index that must exist. @throws RangeError if it does not */
export function indexed<Item>(items: readonly Item[], index: number): Item {
  if (!(index in items)) throw new RangeError(`no item ${index} among ${items.length}`);
  return items[index] as Item;
}
