import { describe, expect, it } from 'vitest';
import { questionKey } from '../replies/question-key.ts';
import { createNumberLists } from './create-number-lists.ts';

const key = (name: string | number): string => questionKey('kind', String(name));

describe('createNumberLists', () => {
  it('gives a list back as it was', () => {
    const lists = createNumberLists();
    lists.set(key('a'), [-0.1, -Infinity, 1e-300]);
    expect(lists.get(key('a'))).toEqual(Float64Array.of(-0.1, -Infinity, 1e-300));
    expect(lists.get(key('b'))).toBeUndefined();
  });

  it('tells an empty list from none', () => {
    const lists = createNumberLists();
    lists.set(key('a'), []);
    expect(lists.get(key('a'))).toEqual(new Float64Array(0));
  });

  it('has the last list of a key', () => {
    const lists = createNumberLists();
    lists.set(key('a'), [1]);
    lists.set(key('a'), [2, 3]);
    expect(lists.get(key('a'))).toEqual(Float64Array.of(2, 3));
  });

  it('gives copies', () => {
    const lists = createNumberLists();
    lists.set(key('a'), [1]);
    lists.get(key('a'))?.fill(7);
    expect(lists.get(key('a'))).toEqual(Float64Array.of(1));
  });

  it('has lists that are larger than a page beside others', () => {
    const lists = createNumberLists();
    const long = Array.from({ length: 10_000 }, (_, at) => at);
    lists.set(key('a'), [1]);
    lists.set(key('long'), long);
    lists.set(key('b'), [2]);
    expect(lists.get(key('a'))).toEqual(Float64Array.of(1));
    expect(lists.get(key('long'))).toEqual(Float64Array.from(long));
    expect(lists.get(key('b'))).toEqual(Float64Array.of(2));
  });

  it('finds each of 10,000 keys', () => {
    const lists = createNumberLists();
    for (let at = 0; at < 10_000; at++) lists.set(key(at), [at, at / 2]);
    for (let at = 0; at < 10_000; at++) expect(lists.get(key(at))?.join()).toBe(`${at},${at / 2}`);
    expect(lists.get(key(10_000))).toBeUndefined();
  });

  it('tells keys apart that differ in their last byte only', () => {
    const lists = createNumberLists();
    const bytes = Buffer.alloc(32, 1);
    const one = bytes.toString('base64');
    bytes[31] = 2;
    const other = bytes.toString('base64');
    lists.set(one, [1]);
    lists.set(other, [2]);
    expect(lists.get(one)).toEqual(Float64Array.of(1));
    expect(lists.get(other)).toEqual(Float64Array.of(2));
  });
});
