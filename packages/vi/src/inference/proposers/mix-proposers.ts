import { zip } from '../../scoring/outcome.ts';
import type { Proposer } from '../proposer.ts';
import { divideCandidates } from '../proposer-trials.ts';
import { settleAll } from '../settle-all.ts';

/**
 * Creates a proposer of those that `settings.proposers` names, side by side: a Thompson bandit
 * divides the candidates among them by how often theirs won before. Each candidate names its
 * proposer. A single proposer is asked for all candidates.
 *
 * @param known every proposer that the settings may name
 * @throws RangeError when it is asked, if the settings name an unknown proposer
 */
export function mixProposers(known: Readonly<Record<string, Proposer>>): Proposer {
  const find = (name: string): Proposer => {
    const proposer = Object.hasOwn(known, name) ? known[name] : undefined;
    if (proposer === undefined) throw new RangeError(`no proposer ${name}`);
    return proposer;
  };
  return (context, question, random) => {
    const { proposers: names } = context.settings;
    const { trials } = question;
    const counts = divideCandidates(names, question.count, { trials, random });
    const [only, ...more] = names;
    if (only !== undefined && more.length === 0) return find(only)(context, question, random);
    const asked = zip(names, counts).flatMap(([name, count]) =>
      count === 0
        ? []
        : [{ name, count, propose: find(name)(context, { ...question, count }, random) }],
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
}
