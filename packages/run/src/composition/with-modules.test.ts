import { RandomState } from '@dln/random';
import { createStrategies, type Proposer } from '@dln/vi';
import { expect, it } from 'vitest';
import { NO_MODULES } from '../modules/run-modules.ts';
import { withModules } from './with-modules.ts';

const { inference } = createStrategies('standard', 1);
const own: Proposer = () => async () => [
  { parameters: { instruction: 'own', demonstrations: [] }, origin: 'proposal' },
];
const modules = { ...NO_MODULES, proposers: new Map([['own', own]]) };

async function propose(proposers: readonly string[]): Promise<readonly object[]> {
  const { proposer } = withModules(inference, { proposers }, modules);
  const context = { settings: { proposers }, promptPool: ['p1', 'p2', 'p3', 'p4'] };
  const question = { count: 3, trials: {}, current: { instruction: 'p0', demonstrations: [] } };
  type Arguments = Parameters<Proposer>;
  // The pool and the own proposer read nothing else.
  return proposer(
    context as unknown as Arguments[0],
    question as unknown as Arguments[1],
    new RandomState(1),
  )();
}

it('leaves the strategies of the preset without modules', () => {
  expect(withModules(inference, { proposers: ['rewrite'] }, NO_MODULES)).toEqual(inference);
});

it('asks a proposer of a module by its name', async () => {
  expect(await propose(['own'])).toEqual([
    { parameters: { instruction: 'own', demonstrations: [] }, origin: 'proposal' },
  ]);
});

it('mixes a proposer of a module with those of the package', async () => {
  const names = (await propose(['own', 'pool'])).map((candidate) =>
    'proposer' in candidate ? candidate.proposer : undefined,
  );
  expect(new Set(names)).toEqual(new Set(['own', 'pool']));
});

it('refuses a proposer that does not exist, with the names of those that do', () => {
  expect(() => withModules(inference, { proposers: ['rewrite', 'owl'] }, modules)).toThrow(
    '`proposers: owl` is unknown; there are rewrite, demonstrations, edits, paraphrase, critique, crossover, pool, own, and those that `modules` register',
  );
});
