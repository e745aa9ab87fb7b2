/** The direction of a turn or a step. */
export type Direction = 'forward' | 'right' | 'backward' | 'left';

/** A move: steps forward or sideways, or a turn. */
export type Move =
  | { readonly kind: 'steps'; readonly count: number; readonly direction: Direction | 'ahead' }
  | { readonly kind: 'turn'; readonly direction: Exclude<Direction, 'forward'> };

/** A position and a heading. North is up; 0, 1, 2, 3 are north, east, south and west. */
export interface Pose {
  readonly east: number;
  readonly north: number;
  readonly facing: number;
}

/** Every direction, clockwise. */
export const directions: readonly Direction[] = ['forward', 'right', 'backward', 'left'];

/** The end of a walk that starts at the origin, facing north. */
export function follow(moves: readonly Move[]): Pose {
  return moves.reduce<Pose>(
    (pose, move) => {
      const quarters = move.direction === 'ahead' ? 0 : directions.indexOf(move.direction);
      const heading = (pose.facing + quarters) % 4;
      if (move.kind === 'turn') return { ...pose, facing: heading };
      return {
        facing: pose.facing,
        east: pose.east + (heading === 1 ? move.count : heading === 3 ? -move.count : 0),
        north: pose.north + (heading === 0 ? move.count : heading === 2 ? -move.count : 0),
      };
    },
    { east: 0, north: 0, facing: 0 },
  );
}

/** Whether a walk ends at its start. */
export function returnsToStart(moves: readonly Move[]): boolean {
  const { east, north } = follow(moves);
  return east === 0 && north === 0;
}

/** Renders a move as in BIG-Bench Hard: `Take 3 steps left.` */
export function renderMove(move: Move): string {
  if (move.kind === 'turn') {
    return `Turn ${move.direction === 'backward' ? 'around' : move.direction}.`;
  }
  const steps = `Take ${move.count} step${move.count === 1 ? '' : 's'}`;
  return move.direction === 'ahead' ? `${steps}.` : `${steps} ${move.direction}.`;
}
