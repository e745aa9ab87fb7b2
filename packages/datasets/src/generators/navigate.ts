import type { RandomState } from '@dln/random';
import type { Example } from '../example.ts';
import { directions, follow, renderMove, returnsToStart, type Move } from './walk.ts';

const MOST_STEPS = 10;
const MOST_MOVES = 9;

/** A family of walks: always facing forward, or turning. */
interface WalkFamily {
  readonly opening: string;
  readonly fewestMoves: number;
  /** Draws a move. */
  readonly draw: (random: RandomState) => Move;
  /** Moves that lead home from the end of a walk. */
  readonly closing: (moves: readonly Move[], random: RandomState) => readonly Move[];
  /** Reorders a closed walk if that keeps it closed. */
  readonly reorder: (moves: readonly Move[], random: RandomState) => readonly Move[];
}

const drawSteps = (random: RandomState): number => random.integer(1, MOST_STEPS + 1);

const facingForward: WalkFamily = {
  opening: 'Always face forward. ',
  fewestMoves: 2,
  draw: (random) => ({
    kind: 'steps',
    count: drawSteps(random),
    direction: random.choice(directions),
  }),
  closing: (moves) => {
    const { east, north } = follow(moves);
    return [
      ...split(east).map((count): Move => ({ kind: 'steps', count, direction: 'left' })),
      ...split(-east).map((count): Move => ({ kind: 'steps', count, direction: 'right' })),
      ...split(north).map((count): Move => ({ kind: 'steps', count, direction: 'backward' })),
      ...split(-north).map((count): Move => ({ kind: 'steps', count, direction: 'forward' })),
    ];
  },
  reorder: (moves, random) => random.permutation(moves),
};

const turning: WalkFamily = {
  opening: '',
  fewestMoves: 3,
  draw: (random) =>
    random.choice(3) === 0
      ? { kind: 'turn', direction: random.choice(['left', 'right', 'backward'] as const) }
      : { kind: 'steps', count: drawSteps(random), direction: 'ahead' },
  closing: (moves, random) => {
    const home: Move[] = [];
    for (const axis of random.permutation(['east', 'north'] as const)) {
      const { [axis]: distance, facing } = follow([...moves, ...home]);
      if (distance === 0) continue;
      const wanted = axis === 'north' ? (distance > 0 ? 2 : 0) : distance > 0 ? 3 : 1;
      home.push(...turnsTo(facing, wanted));
      const steps = split(Math.abs(distance));
      home.push(...steps.map((count): Move => ({ kind: 'steps', count, direction: 'ahead' })));
    }
    return random.choice(4) === 0
      ? [...home, { kind: 'turn', direction: random.choice(['left', 'right'] as const) }]
      : home;
  },
  reorder: (moves) => moves, // a turn changes what all later steps mean
};

/**
 * A walk and whether it returns, in the form of BIG-Bench Hard's navigate: 2 to 9 moves of 1 to 10
 * steps. Half of the walks that do not return are closed walks with one changed move, so their
 * shape does not reveal the answer.
 */
export function drawNavigate(random: RandomState): Example {
  const family = random.choice([facingForward, turning]);
  const returns = random.choice(2) === 0;
  const isNearMiss = !returns && random.choice(2) === 0;
  const moves = returns
    ? drawClosed(family, random)
    : drawUntil(
        () =>
          isNearMiss ? alter(drawClosed(family, random), family, random) : drawFree(family, random),
        (walk) => !returnsToStart(walk),
      );
  return {
    input:
      'If you follow these instructions, do you return to the starting point? ' +
      `${family.opening}${moves.map(renderMove).join(' ')}\nOptions:\n- Yes\n- No`,
    target: returns ? 'Yes' : 'No',
  };
}

function drawFree(family: WalkFamily, random: RandomState): readonly Move[] {
  const count = random.integer(family.fewestMoves, MOST_MOVES + 1);
  return Array.from({ length: count }, () => family.draw(random));
}

/** Some moves, then moves that lead home. */
function drawClosed(family: WalkFamily, random: RandomState): readonly Move[] {
  return drawUntil(
    () => {
      const there = Array.from({ length: random.integer(1, MOST_MOVES) }, () =>
        family.draw(random),
      );
      return family.reorder([...there, ...family.closing(there, random)], random);
    },
    (walk) =>
      walk.length >= family.fewestMoves &&
      walk.length <= MOST_MOVES &&
      walk.some(({ kind }) => kind === 'steps'),
  );
}

/** Redraws one move. */
function alter(moves: readonly Move[], family: WalkFamily, random: RandomState): readonly Move[] {
  return moves.with(random.choice(moves.length), family.draw(random));
}

function drawUntil<Value>(draw: () => Value, accept: (value: Value) => boolean): Value {
  for (;;) {
    const value = draw();
    if (accept(value)) return value;
  }
}

/** Splits a distance into step counts of single moves; empty for a distance of 0 or less. */
function split(distance: number): readonly number[] {
  if (distance <= 0) return [];
  return distance <= MOST_STEPS ? [distance] : [MOST_STEPS, ...split(distance - MOST_STEPS)];
}

function turnsTo(facing: number, wanted: number): readonly Move[] {
  const direction = directions[(wanted - facing + 4) % 4];
  return direction === undefined || direction === 'forward' ? [] : [{ kind: 'turn', direction }];
}
