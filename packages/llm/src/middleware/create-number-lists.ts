/** Lists of numbers by key. */
export interface NumberLists {
  /** A copy of the list; undefined for an unknown key. */
  readonly get: (key: string) => Float64Array | undefined;
  readonly set: (key: string, list: ArrayLike<number>) => void;
}

const KEY_IN_WORDS = 8;
/** A key, then the page, the start and the length of its list. */
const ENTRY_IN_WORDS = KEY_IN_WORDS + 3;
const ENTRIES_IN_PAGE = 1024;
const NUMBERS_IN_PAGE = 4096;
const FIRST_SLOTS = 2048;

/**
 * Lists of numbers by keys of `questionKey`, in buffers outside of the heap: a million lists of ten
 * numbers take 130 MB, and the garbage collector has nothing to visit.
 */
export function createNumberLists(): NumberLists {
  // Open addressing: a slot has the number of an entry plus one, or 0.
  let slots = new Uint32Array(FIRST_SLOTS);
  let count = 0;
  const entries: Uint32Array[] = [];
  const numbers: Float64Array[] = [];
  let lastPage = new Float64Array(0);
  let used = 0;
  const bytes = Buffer.alloc(KEY_IN_WORDS * 4);
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, KEY_IN_WORDS);

  const entryAt = (index: number): Uint32Array => {
    const page = entries[Math.floor(index / ENTRIES_IN_PAGE)] as Uint32Array;
    const start = (index % ENTRIES_IN_PAGE) * ENTRY_IN_WORDS;
    return page.subarray(start, start + ENTRY_IN_WORDS);
  };
  const isKeyOf = (index: number): boolean => {
    const page = entries[Math.floor(index / ENTRIES_IN_PAGE)] as Uint32Array;
    const start = (index % ENTRIES_IN_PAGE) * ENTRY_IN_WORDS;
    for (let at = 0; at < KEY_IN_WORDS; at++) if (page[start + at] !== words[at]) return false;
    return true;
  };
  /** The slot of the key in `words`: its own, or the empty one that it may take. */
  const find = (): number => {
    const mask = slots.length - 1;
    for (let slot = (words[0] as number) & mask; ; slot = (slot + 1) & mask) {
      const taken = slots[slot] as number;
      if (taken === 0 || isKeyOf(taken - 1)) return slot;
    }
  };
  const grow = (): void => {
    slots = new Uint32Array(2 * slots.length);
    const mask = slots.length - 1;
    for (let index = 0; index < count; index++) {
      let slot = (entryAt(index)[0] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = index + 1;
    }
  };
  const add = (slot: number): Uint32Array => {
    if (count % ENTRIES_IN_PAGE === 0)
      entries.push(new Uint32Array(ENTRIES_IN_PAGE * ENTRY_IN_WORDS));
    slots[slot] = count + 1;
    const entry = entryAt(count++);
    entry.set(words);
    if (2 * count > slots.length) grow();
    return entry;
  };
  /** Copies a list to the end of the last page, or to a new one. */
  const append = (list: ArrayLike<number>): readonly [page: number, start: number] => {
    if (numbers.length === 0 || used + list.length > lastPage.length) {
      lastPage = new Float64Array(Math.max(list.length, NUMBERS_IN_PAGE));
      numbers.push(lastPage);
      used = 0;
    }
    const start = used;
    lastPage.set(list, start);
    used += list.length;
    return [numbers.length - 1, start];
  };
  return {
    get: (key) => {
      bytes.write(key, 'base64');
      const taken = slots[find()] as number;
      if (taken === 0) return undefined;
      const [page = 0, start = 0, length = 0] = entryAt(taken - 1).subarray(KEY_IN_WORDS);
      return (numbers[page] as Float64Array).slice(start, start + length);
    },
    set: (key, list) => {
      bytes.write(key, 'base64');
      const slot = find();
      const taken = slots[slot] as number;
      const entry = taken === 0 ? add(slot) : entryAt(taken - 1);
      entry.set([...append(list), list.length], KEY_IN_WORDS);
    },
  };
}
