import type { Proposer } from '@dln/vi';
import { invalidExport } from './find-export.ts';
import { messageOf, ModuleItemError } from './module-item-error.ts';
import { isUserFacing } from '../text/is-user-facing.ts';

/**
 * Makes a proposer of an export. If it throws, that comparison has no proposals, and an omission says why.
 *
 * @throws ModuleError if the export is not a function
 */
export function outsideProposer(value: unknown, label: string): Proposer {
  if (typeof value !== 'function')
    throw invalidExport(
      label,
      value,
      'a Proposer of @dln/vi, (context, question, random) => async () => candidates',
    );
  const propose = value as Proposer;
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
          return await ask();
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
