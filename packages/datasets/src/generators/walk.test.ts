import { describe, expect, it } from 'vitest';
import { follow, renderMove, returnsToStart, type Move } from './walk.ts';

const ahead = (count: number): Move => ({ kind: 'steps', count, direction: 'ahead' });

describe('a walk', () => {
  it('goes to the sides without turning', () => {
    const moves: readonly Move[] = [
      { kind: 'steps', count: 2, direction: 'forward' },
      { kind: 'steps', count: 3, direction: 'left' },
      { kind: 'steps', count: 4, direction: 'backward' },
    ];
    expect(follow(moves)).toEqual({ east: -3, north: -2, facing: 0 });
  });

  it('moves in the direction of its last turn', () => {
    const moves: readonly Move[] = [
      ahead(5),
      { kind: 'turn', direction: 'right' },
      ahead(2),
      { kind: 'turn', direction: 'backward' },
      ahead(3),
    ];
    expect(follow(moves)).toEqual({ east: -1, north: 5, facing: 3 });
  });

  it('returns if it ends at its start, with any heading', () => {
    expect(returnsToStart([ahead(4), { kind: 'turn', direction: 'backward' }, ahead(4)])).toBe(
      true,
    );
    expect(returnsToStart([ahead(4), ahead(4)])).toBe(false);
  });

  it('reads as in the benchmark', () => {
    expect(
      [ahead(1), ahead(2), { kind: 'turn', direction: 'backward' } as const].map(renderMove),
    ).toEqual(['Take 1 step.', 'Take 2 steps.', 'Turn around.']);
    expect(renderMove({ kind: 'steps', count: 10, direction: 'left' })).toBe('Take 10 steps left.');
  });
});
