import { describe, expect, it } from 'vitest';
import { reasonOf, shorten, sortOmissions, type Omission } from './omission.ts';

describe('a shortened text', () => {
  it('is on one line, without blanks at its ends', () => {
    expect(shorten('  a\n\n b\tc ')).toBe('a b c');
  });

  it('has 80 characters and an ellipsis if it is longer', () => {
    expect(shorten('x'.repeat(80))).toBe('x'.repeat(80));
    expect(shorten('x'.repeat(81))).toBe(`${'x'.repeat(80)}…`);
  });
});

it('a reply that is not whole has a kind and a sentence', () => {
  for (const kind of ['cut-by-length', 'empty', 'unfinished-thinking'] as const) {
    expect(reasonOf(kind).kind).toBe(kind);
    expect(reasonOf(kind).message).toMatch(/^The reply .+\.$/);
  }
});

describe('omissions are sorted', () => {
  const omission = (changes: Partial<Omission>): Omission => ({
    what: 'example',
    split: 'train',
    purpose: 'score',
    layer: 0,
    example: 0,
    text: 'x',
    count: 1,
    kind: 'empty',
    message: '',
    ...changes,
  });
  const sorted = (...changes: readonly Partial<Omission>[]) =>
    sortOmissions(changes.toReversed().map(omission)).map((one, at) => ({
      is: one,
      want: omission(changes[at] ?? {}),
    }));

  it.each<readonly [string, readonly Partial<Omission>[]]>([
    [
      'as a step proceeds',
      (['forward', 'posterior', 'proposal', 'score', 'answer', 'bound'] as const).map(
        (purpose, at) => ({ purpose, layer: 9 - at }),
      ),
    ],
    ['by layer, an unknown one first', [{ layer: null }, { layer: 0, example: 2 }, { layer: 1 }]],
    ['by example, an unknown one first', [{ example: null }, { example: 0 }, { example: 10 }]],
    ['by text', [{ text: 'a' }, { text: 'b' }]],
  ])('%s', (_, changes) => {
    for (const { is, want } of sorted(...changes)) expect(is).toEqual(want);
  });
});
