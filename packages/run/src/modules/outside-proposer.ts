import type { Candidate, InferenceContext, Proposer, ProposerQuestion } from '@dln/vi';
import type { RandomState } from '@dln/random';
import { describeValue, invalidExport } from './find-export.ts';
import { messageOf, ModuleItemError } from './module-item-error.ts';
import { isUserFacing } from '../text/is-user-facing.ts';

/** A proposer of a module. It may give instructions as texts in place of candidates. */
export type OutsideProposer = (
  context: InferenceContext,
  question: ProposerQuestion,
  random: RandomState,
) => () => Promise<readonly (string | Candidate)[]>;

/**
 * Makes a proposer of an export. If it throws, that comparison has no proposals, and an omission
 * says why.
 *
 * @throws ModuleError if the export is not a function
 */
export function outsideProposer(value: unknown, label: string): Proposer {
  if (typeof value !== 'function')
    throw invalidExport(
      label,
      value,
      'a proposer, (context, question, random) => async () => instructions',
    );
  const propose = value as OutsideProposer;
  return (context, question, random) => {
    const fail = (error: unknown): [] => {
      if (context.signal?.aborted === true || isUserFacing(error)) throw error;
      const { message } = new ModuleItemError(label, `threw: ${messageOf(error)}`, error);
      context.onOmitted?.({
        what: 'all-proposals',
        split: 'train',
        purpose: 'proposal',
        layer: question.index,
        example: null,
        text: label,
        count: 1,
        kind: 'module-error',
        message,
      });
      return [];
    };
    try {
      const ask = propose(context, question, random);
      return async () => {
        try {
          return (await ask()).map(toCandidate);
        } catch (error) {
          return fail(error);
        }
      };
    } catch (error) {
      const nothing = fail(error);
      return async () => nothing;
    }
  };
}

function toCandidate(proposed: string | Candidate): Candidate {
  if (typeof proposed === 'string')
    return { parameters: { instruction: proposed, demonstrations: [] }, origin: 'proposal' };
  const { parameters } = proposed as Partial<Candidate>;
  if (typeof parameters?.instruction === 'string' && Array.isArray(parameters.demonstrations))
    return { ...proposed, origin: 'proposal' };
  throw new TypeError(`it proposed ${describeValue(proposed)} instead of a text or a candidate`);
}
