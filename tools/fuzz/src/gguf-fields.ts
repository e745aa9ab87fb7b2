/** A number or a text in the header of a GGUF file. */
export interface GgufField {
  /** `frame`: a length or a count, on which the places of all later fields depend. */
  readonly kind: 'frame' | 'type' | 'integer' | 'number' | 'text';
  /** Offset in the file. */
  readonly at: number;
  readonly bytes: number;
}

/** A metadata value, or a tensor. */
export interface GgufPart {
  /** Key or name. */
  readonly name: string;
  readonly fields: readonly GgufField[];
}

/** The places of a GGUF header. */
export interface GgufPlaces {
  readonly counts: GgufPart;
  readonly entries: readonly GgufPart[];
  readonly tensors: readonly GgufPart[];
  /** Offset of the first tensor's entry. */
  readonly entriesEnd: number;
  /** Offset of the end of the header. */
  readonly end: number;
}

const TYPE_BYTES = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];
const TEXT = 8;
const LIST = 9;
const FLOATS: readonly number[] = [6, 12];

/** Finds the fields of a whole file. Of a list, the fields of about 64 items are kept. */
export function readGgufFields(file: Buffer): GgufPlaces {
  let at = 24;
  let fields: GgufField[] = [];
  const add = (kind: GgufField['kind'], bytes: number): number => {
    fields.push({ kind, at, bytes });
    at += bytes;
    return at - bytes;
  };
  const uint32 = (kind: GgufField['kind']): number => file.readUInt32LE(add(kind, 4));
  const uint64 = (kind: GgufField['kind']): number => Number(file.readBigUInt64LE(add(kind, 8)));
  const text = (): string => {
    const length = uint64('frame');
    const start = add('text', length);
    return file.toString('utf8', start, start + length);
  };
  const value = (type: number): void => {
    if (type === TEXT) text();
    else add(FLOATS.includes(type) ? 'number' : 'integer', TYPE_BYTES[type] ?? 0);
  };
  const part = (read: () => string): GgufPart => {
    fields = [];
    return { name: read(), fields };
  };
  const entries = Array.from({ length: Number(file.readBigUInt64LE(16)) }, () =>
    part(() => {
      const key = text();
      const type = uint32('type');
      if (type !== LIST) {
        value(type);
        return key;
      }
      const itemType = uint32('type');
      const count = uint64('frame');
      const kept = Math.ceil(count / 64);
      for (let item = 0; item < count; item++) {
        const before = fields.length;
        value(itemType);
        if (item % kept > 0) fields.length = before;
      }
      return key;
    }),
  );
  const entriesEnd = at;
  const tensors = Array.from({ length: Number(file.readBigUInt64LE(8)) }, () =>
    part(() => {
      const name = text();
      const dimensions = uint32('frame');
      for (let dimension = 0; dimension < dimensions; dimension++) uint64('integer');
      uint32('type');
      uint64('integer');
      return name;
    }),
  );
  const counts: GgufField[] = [4, 8, 16].map((start) => ({
    kind: 'frame',
    at: start,
    bytes: start === 4 ? 4 : 8,
  }));
  return { counts: { name: 'counts', fields: counts }, entries, tensors, entriesEnd, end: at };
}
