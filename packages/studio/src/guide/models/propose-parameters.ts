import type { Candidate, InferenceContext, Omission, ProposerQuestion } from '@dln/vi';
import type { Proposals, ProposalTask, Proposed } from './guide-models.ts';
import { divideProposals } from './divide-proposals.ts';
import { showExamples } from './show-examples.ts';
import { withComments } from './with-comments.ts';

/** How parameters are proposed. */
export interface ProposingOptions {
  /** Names of proposers. */
  readonly names: readonly string[];
  /** Most examples that a request shows. */
  readonly shownExamples: number;
}

/**
 * Asks the proposers of training for new parameters of a layer. What one of them did not give, such
 * as an edit of an instruction of one sentence, or what was tried before, is asked for once more,
 * as a rewrite if possible. Only crossing over reads earlier parameters: the others change the
 * current ones, so that ratings compare one change.
 */
export async function proposeParameters(
  context: InferenceContext,
  task: ProposalTask,
  { names, shownExamples }: ProposingOptions,
): Promise<Proposals> {
  const omissions: Omission[] = [];
  const { templates, settings } = context;
  const asking: InferenceContext = {
    ...context,
    templates: { ...templates, prompt: withComments(templates.prompt, task.comments) },
    settings: { ...settings, promptCandidates: task.count + 1 },
    onOmitted: (omission) => omissions.push(omission),
  };
  const examples = await showExamples(context, task, shownExamples);
  const question = questionOf(task, examples);
  const useful = names.filter((name) => isUseful(name, question, context));
  const { trials, random } = task;
  const ask = (shares: readonly (readonly [string, number])[], round: number) =>
    askAll(asking, { ...question, round }, shares, task);
  const shares = divideProposals(useful, task.count, { trials, random });
  const first = await ask(
    useful.map((name, at) => [name, shares[at] ?? 0]),
    0,
  );
  const missing = task.count - first.length;
  const giving = useful.filter((name) => name === 'rewrite' || first.some(isOf(name)));
  const [filler = giving[0]] = giving.filter((name) => name === 'rewrite');
  const more =
    missing > 0 && filler !== undefined
      ? (await ask([[filler, missing]], 1)).filter(({ parameters }) => !isAmong(parameters, first))
      : [];
  return { proposed: [...first, ...more], remarks: describeOmissions(omissions) };
}

function questionOf(
  task: ProposalTask,
  examples: ProposerQuestion['examples'],
): Omit<ProposerQuestion, 'round'> {
  const { layer, parameters, count, trials, comments, memory, labelled } = task;
  const current = parameters[layer];
  if (!current) throw new RangeError(`no layer at ${layer}`);
  const shown = new Set(examples.map(({ input }) => input));
  return {
    index: layer,
    step: task.round,
    trials,
    count,
    current,
    memory,
    examples,
    // Inputs that are held back judge candidates, so that a request may show all others.
    perRequest: examples.length,
    others: parameters.length === 1 ? labelled.filter(({ input }) => !shown.has(input)) : [],
    comments,
  };
}

/** Whether a proposer has what it works with. */
function isUseful(
  name: string,
  {
    examples,
    others,
    memory,
    comments = [],
  }: Pick<ProposerQuestion, 'examples' | 'others' | 'memory' | 'comments'>,
  { promptPool = [] }: InferenceContext,
): boolean {
  if (name === 'demonstrations') return others.length > 0 || examples.length > 1;
  if (name === 'critique') return comments.length > 0 || examples.some(({ loss }) => loss > 0);
  if (name === 'crossover') return memory.length > 0;
  return name !== 'pool' || promptPool.length > 0;
}

async function askAll(
  context: InferenceContext,
  question: ProposerQuestion,
  shares: readonly (readonly [string, number])[],
  { random, isNew }: ProposalTask,
): Promise<readonly Proposed[]> {
  // Each draws its random numbers before any of them is asked.
  const asked = shares.flatMap(([name, count]) => {
    if (count === 0) return [];
    const memory = name === 'crossover' ? question.memory : [];
    const own = { ...context, settings: { ...context.settings, proposers: [name] } };
    const ask = context.strategies.proposer(own, { ...question, count, memory }, random);
    return [{ name, count, ask }];
  });
  const found: Proposed[] = [];
  const settled = await Promise.allSettled(asked.map(({ ask }) => ask()));
  for (const outcome of settled) if (outcome.status === 'rejected') throw outcome.reason;
  for (const [at, { name, count }] of asked.entries()) {
    const outcome = settled[at];
    const given: readonly Candidate[] = outcome?.status === 'fulfilled' ? outcome.value : [];
    for (const { parameters } of given.slice(0, count))
      if (isNew(parameters) && !isAmong(parameters, [...found, { parameters: question.current }]))
        found.push({ parameters, proposer: name });
  }
  return found;
}

const isOf =
  (name: string) =>
  ({ proposer }: Proposed): boolean =>
    proposer === name;

function isAmong(
  parameters: Proposed['parameters'],
  others: readonly Pick<Proposed, 'parameters'>[],
): boolean {
  const key = JSON.stringify(parameters);
  return others.some((other) => JSON.stringify(other.parameters) === key);
}

function describeOmissions(omissions: readonly Omission[]): readonly string[] {
  return [...Map.groupBy(omissions, ({ message }) => message)].map(([message, own]) => {
    const count = own.reduce((sum, one) => sum + one.count, 0);
    return `${count} ${count === 1 ? 'request' : 'requests'} for a candidate came to nothing: ${message}`;
  });
}
