import { zip } from '../../scoring/outcome.ts';
import type { Proposer } from '../proposer.ts';
import { divideCandidates } from '../proposer-trials.ts';
import { settleAll } from '../settle-all.ts';
import { proposers } from './proposers.ts';

/**
 * The proposers that `settings.proposers` enables, side by side: a Thompson bandit divides the
 * candidates among them by how often theirs won before. Each candidate names its proposer. A single
 * proposer is asked for all of them.
 */
export const mixProposers: Proposer = (context, question, random) => {
  const { proposers: names } = context.settings;
  const { trials } = question;
  const counts = divideCandidates(names, question.count, { trials, random });
  const [only, ...more] = names;
  if (only !== undefined && more.length === 0) return proposers[only](context, question, random);
  const asked = zip(names, counts).flatMap(([name, count]) =>
    count === 0
      ? []
      : [{ name, count, propose: proposers[name](context, { ...question, count }, random) }],
  );
  return async () => {
    const proposed = await settleAll(
      asked.map(async ({ name, count, propose }) =>
        (await propose()).slice(0, count).map((candidate) => ({ ...candidate, proposer: name })),
      ),
    );
    return proposed.flat();
  };
};
