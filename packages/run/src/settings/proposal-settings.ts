import { proposers, rankings, type RankingName } from '@dln/vi';
import { z } from 'zod';
import { PLAIN_PATH } from './setting-path.ts';
import { inGroup, setting } from './setting.ts';

/** The names of the rankings. */
const rankingNames = Object.keys(rankings) as [RankingName, ...RankingName[]];

/**
 * How new prompts are proposed. The `standard` numbers are those of the paper's experiments (paper,
 * section 5.1 and appendix I).
 */
export const proposalSettings = inGroup('Prompt proposals', {
  qPrompt: setting(z.string(), {
    // Only versions with messages make proposals differ as the paper has them.
    defaults: { standard: 'q_action_prompt:v3.5', reference: 'q_action_prompt' },
    description: 'the template that asks the backward model for a better prompt',
    placeholder: 'template',
  }),
  numPSamples: setting(z.int().min(0), {
    standardType: z.int().min(2),
    defaults: { standard: 20, reference: 5 },
    description: 'candidate prompts per layer in a step, including the current prompt',
    unit: 'prompts',
    inference: 'promptCandidates',
  }),
  proposers: setting(z.array(z.string().min(1)).min(1).readonly(), {
    default: ['rewrite'],
    description: `where new prompts come from; several are mixed by how often theirs win: ${Object.keys(proposers).join(', ')}, or a proposer of \`modules\``,
    placeholder: 'name',
    flag: 'propose-by',
    inference: 'proposers',
  }),
  promptPool: setting(z.string().nullable(), {
    default: null,
    description: 'a text file with a prompt per line, for `proposers: pool`',
    placeholder: 'file',
    path: PLAIN_PATH,
  }),
  demonstrations: setting(z.int().min(1), {
    default: 6,
    description: 'training examples at most that a prompt shows with `proposers: demonstrations`',
    unit: 'examples',
    inference: 'demonstrations',
  }),
  demonstrationTokens: setting(z.int().min(1), {
    default: 400,
    description: 'tokens at most of the training examples that a prompt shows',
    unit: 'tokens',
    inference: 'demonstrationTokens',
  }),
  numP1Steps: setting(z.int().min(0), {
    standardType: z.int().min(1),
    default: 1,
    description: "rounds of proposals for a hidden layer's prompt in a step",
    unit: 'rounds',
    inference: 'hiddenPromptSteps',
  }),
  copiedText: setting(z.enum(['off', 'mark', 'refuse']), {
    defaults: { standard: 'mark', reference: 'off' },
    before: 'off',
    description: 'mark or refuse proposals that copy `copiedWords` words in a row from the batch',
    inference: 'copiedText',
  }),
  copiedWords: setting(z.int().min(2), {
    default: 8,
    description: 'words in a row that count as copied training text',
    unit: 'words',
    inference: 'copiedWords',
  }),
  heldOutPromptRanking: setting(z.boolean(), {
    defaults: { standard: true, reference: false },
    description: 'show half of the batch to proposals, and rank all candidates on the other half',
    inference: 'heldOutRanking',
  }),
  ranking: setting(z.enum(rankingNames), {
    default: 'full',
    description:
      'score every candidate on every example that ranks (full), or drop candidates on the way: those that lag by more than `dropBeyond` standard errors after each `raceBlock` examples (racing), or all but a half, a quarter and an eighth of them (halving)',
    inference: 'ranking',
  }),
  raceBlock: setting(z.int().min(2), {
    default: 5,
    description: 'examples after which `ranking: racing` drops candidates, again and again',
    unit: 'examples',
    inference: 'raceBlock',
  }),
  jointChoice: setting(z.int().min(1), {
    default: 1,
    description:
      'with several layers, score the best N candidates of each together before one of each is taken; 1: layers choose alone',
    unit: 'candidates',
    inference: 'jointChoice',
  }),
  dropBeyond: setting(z.number().min(0), {
    default: 2,
    description:
      'with `ranking: racing`, drop candidates that lag the best one by more than N standard errors of the paired difference',
    unit: 'standard errors',
    inference: 'dropBeyond',
  }),
});
