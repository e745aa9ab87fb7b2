import type { RandomState } from '@dln/random';
import { indexed } from '../../numerics/indexed.ts';
import type { Proposer } from '../proposer.ts';
import { joinUnits, unitsOf } from './instruction-units.ts';

/** A change of the parts of an instruction, which has two parts or more. */
type Edit = (units: readonly string[], random: RandomState) => readonly string[];

const deleteOne: Edit = (units, random) => units.toSpliced(random.choice(units.length), 1);

const swapTwo: Edit = (units, random) => {
  const [one = 0, other = 0] = random.permutation(units.length);
  return units.with(one, indexed(units, other)).with(other, indexed(units, one));
};

/** Keeps the first half. */
const shorten: Edit = (units) => units.slice(0, Math.ceil(units.length / 2));

const EDITS: readonly Edit[] = [deleteOne, swapTwo, shorten];

/**
 * Edits the present instruction and those from memory without a model: a sentence or phrase is
 * deleted, two are swapped, or the second half is cut.
 */
export const editInstruction: Proposer = (_context, { count, current, memory }, random) => {
  const bases = [current, ...memory].filter(({ instruction }) => unitsOf(instruction).length > 1);
  const candidates =
    bases.length === 0
      ? []
      : Array.from({ length: count }, () => {
          const base = indexed(bases, random.choice(bases.length));
          const edit = indexed(EDITS, random.choice(EDITS.length));
          const instruction = joinUnits(edit(unitsOf(base.instruction), random));
          return { parameters: { ...base, instruction }, origin: 'proposal' as const };
        });
  return async () => candidates;
};
