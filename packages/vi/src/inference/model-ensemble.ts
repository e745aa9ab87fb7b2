import type { TermCell } from '../objectives/term.ts';
import { contribution, type ScoredTerm } from '../objectives/scored-term.ts';
import { indexed } from '../numerics/indexed.ts';
import type { InferenceContext, NetworkModels } from './inference-context.ts';
import type { PromptEvidence } from './prompt-evidence.ts';
import { askTerms, type TermAsking } from './score-terms.ts';
import { settleAll } from './settle-all.ts';

/** What the figures of several models come to: their weighted mean, or the worst of them. */
export type ModelAggregate = 'mean' | 'minimum';

/** A model on which the network must work. */
export interface EnsembleMember {
  readonly name: string;
  /** Its part in the mean, above 0. */
  readonly weight: number;
  readonly models: NetworkModels;
}

/**
 * Several models on which one network must work. Each candidate is scored on every member; texts
 * between layers come from the first one.
 */
export interface ModelEnsemble {
  readonly aggregate: ModelAggregate;
  /** The first ones are the models of the context. */
  readonly members: readonly [EnsembleMember, EnsembleMember, ...EnsembleMember[]];
}

/** The ensemble with other members in the same places. */
export function mapMembers(
  { aggregate, members: [first, second, ...others] }: ModelEnsemble,
  change: (member: EnsembleMember) => EnsembleMember,
): ModelEnsemble {
  return { aggregate, members: [change(first), change(second), ...others.map(change)] };
}

/** One figure from those of several models. */
export function aggregateModels(
  figures: readonly { readonly value: number; readonly weight: number }[],
  aggregate: ModelAggregate,
): number {
  if (aggregate === 'minimum') return Math.min(...figures.map(({ value }) => value));
  const total = figures.reduce((sum, { weight }) => sum + weight, 0);
  return figures.reduce((sum, { value, weight }) => sum + contribution(weight, value), 0) / total;
}

/** Asks the questions of every term, on every model of an ensemble. */
export function askModels(context: InferenceContext, evidence: PromptEvidence): TermAsking {
  const { ensemble, ...alone } = context;
  if (!ensemble) return askTerms(context, evidence);
  const asked = ensemble.members.map(({ weight, models }) => ({
    weight,
    asking: askTerms({ ...alone, models }, evidence),
  }));
  return {
    ask: async (examples, candidates) => {
      await settleAll(asked.map(({ asking }) => asking.ask(examples, candidates)));
    },
    missing: (candidates) => asked.flatMap(({ asking }) => asking.missing(candidates)),
    score: (examples, candidates) =>
      combineTerms(
        asked.map(({ weight, asking }) => ({ weight, terms: asking.score(examples, candidates) })),
        ensemble.aggregate,
      ),
  };
}

interface ModelTerms {
  readonly weight: number;
  readonly terms: readonly ScoredTerm[];
}

/**
 * The terms of all models as one list. `mean`: each cell is the weighted mean of the models'.
 * `minimum`: an example is worth to a candidate what its worst model makes of it, over all terms.
 * A cell that one model lacks is missing.
 */
export function combineTerms(
  models: readonly ModelTerms[],
  aggregate: ModelAggregate,
): readonly ScoredTerm[] {
  const [first] = models;
  if (!first) throw new RangeError('an ensemble without models');
  return first.terms.map((term, at) => ({
    ...term,
    cells: term.cells.map((row, example) =>
      row.map((_, candidate) => {
        const cells = models.flatMap(({ terms }) => cellAt(terms, at, example, candidate) ?? []);
        if (cells.length < models.length) return undefined;
        return aggregate === 'mean'
          ? meanCell(models, cells)
          : worstCell(cells, worstModel(models, example, candidate));
      }),
    ),
  }));
}

function cellAt(
  terms: readonly ScoredTerm[],
  term: number,
  example: number,
  candidate: number,
): TermCell | undefined {
  return indexed(terms, term).cells[example]?.[candidate];
}

/** The index of the model with the least reward of a candidate on an example. */
function worstModel(models: readonly ModelTerms[], example: number, candidate: number): number {
  const rewards = models.map(({ terms }) =>
    terms.reduce((sum, { weight }, at) => {
      const cell = cellAt(terms, at, example, candidate);
      return cell ? sum + contribution(weight, cell.value) : sum;
    }, 0),
  );
  return rewards.indexOf(Math.min(...rewards));
}

/** The cell of the worst model. Another one may be worse if bounds are all that is known. */
function worstCell(cells: readonly TermCell[], worst: number): TermCell {
  const cell = indexed(cells, worst);
  if (cells.every(({ bounds }) => bounds === undefined)) return cell;
  const lower = Math.min(...cells.map(({ value, bounds }) => bounds?.lower ?? value));
  return { ...cell, bounds: { lower, upper: cell.bounds?.upper ?? cell.value } };
}

function meanCell(models: readonly ModelTerms[], cells: readonly TermCell[]): TermCell {
  const meanOf = (read: (cell: TermCell) => number): number =>
    aggregateModels(
      cells.map((cell, model) => ({ value: read(cell), weight: indexed(models, model).weight })),
      'mean',
    );
  const scores = cells.flatMap((cell) => cell.scores ?? []);
  return {
    value: meanOf(({ value }) => value),
    ...(scores.length === 0 ? {} : { scores }),
    ...(cells.some(({ bounds }) => bounds)
      ? {
          bounds: {
            lower: meanOf(({ value, bounds }) => bounds?.lower ?? value),
            upper: meanOf(({ value, bounds }) => bounds?.upper ?? value),
          },
        }
      : {}),
  };
}
