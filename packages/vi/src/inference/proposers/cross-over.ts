import { indexed } from '../../numerics/indexed.ts';
import type { Proposer } from '../proposer.ts';
import { joinUnits, unitsOf } from './instruction-units.ts';

/**
 * Crosses two of the present parameters and those from memory: the first half of one instruction
 * and the second half of the other, with the demonstrations of either. Nothing is proposed without
 * memory.
 */
export const crossOver: Proposer = (_context, { count, current, memory }, random) => {
  const parents = [current, ...memory];
  const candidates =
    parents.length < 2
      ? []
      : Array.from({ length: count }, () => {
          const [first = 0, second = 0] = random.permutation(parents.length);
          const [one, other] = [indexed(parents, first), indexed(parents, second)];
          const [head, tail] = [unitsOf(one.instruction), unitsOf(other.instruction)];
          const { demonstrations } = random.choice(2) === 0 ? one : other;
          const units = [
            ...head.slice(0, Math.ceil(head.length / 2)),
            ...tail.slice(Math.floor(tail.length / 2)),
          ];
          const parameters = { instruction: joinUnits([...new Set(units)]), demonstrations };
          return { parameters, origin: 'proposal' as const };
        });
  return async () => candidates;
};
