import assert from 'node:assert/strict';

import { UnscorableTextError } from '../backends/unscorable-text-error.ts';
import type { LanguageModel, ScoreTextRequest, TextScore } from '../language-model.ts';
import {
  assertClose,
  assertLogProbability,
  assertUsage,
  type CheckContext,
  type ConformanceCheck,
  sum,
} from './conformance-check.ts';

const REQUESTS: readonly ScoreTextRequest[] = [
  { context: 'One, two, three,', continuation: ' four, five' },
  { context: 'The sun rises in the', continuation: ' east' },
  { context: 'Question: is 7 prime?\n', continuation: 'Yes, it is.' },
];

/** Requirements of `scoreText`, if a model has it. */
export function createScoreTextChecks(tolerance: number): readonly ConformanceCheck[] {
  return [
    {
      name: 'scores each text with a log-probability for each of its tokens',
      run: forScoring(async (score) => {
        const scores = await score(REQUESTS);
        assert.equal(scores.length, REQUESTS.length);
        for (const { logProbabilities, usage } of scores) {
          assert.ok(logProbabilities.length > 0, 'a text has no tokens');
          logProbabilities.forEach(assertLogProbability);
          assertUsage(usage);
        }
      }),
    },
    {
      name: 'scores a text the same in a batch as alone, whatever the order',
      run: forScoring(async (score) => {
        const together = await score(REQUESTS);
        const reversed = [...(await score([...REQUESTS].reverse()))].reverse();
        const alone = await score(REQUESTS.slice(1, 2));
        for (const [index, { logProbabilities }] of together.entries()) {
          assertClose(reversed[index]?.logProbabilities ?? [], logProbabilities, tolerance);
        }
        assertClose(
          alone[0]?.logProbabilities ?? [],
          together[1]?.logProbabilities ?? [],
          tolerance,
        );
      }),
    },
    {
      name: 'scores a text as the sum of its parts, each after what comes before it',
      run: forScoring(async (score) => {
        const scores = await score([
          { context: 'The sun rises in', continuation: ' the east every day' },
          { context: 'The sun rises in', continuation: ' the east' },
          { context: 'The sun rises in the east', continuation: ' every day' },
        ]);
        const [whole = NaN, first = NaN, rest = NaN] = scores.map(({ logProbabilities }) =>
          sum(logProbabilities),
        );
        assertClose([first + rest], [whole], tolerance * 10);
      }),
    },
    {
      name: 'refuses an empty text',
      run: forScoring(async (score) => {
        await assert.rejects(score([{ context: 'One', continuation: '' }]), UnscorableTextError);
      }),
    },
  ];
}

function forScoring(
  check: (
    score: (requests: readonly ScoreTextRequest[]) => Promise<readonly TextScore[]>,
  ) => Promise<void>,
): (model: LanguageModel, test: CheckContext) => Promise<void> {
  return async (model, test) => {
    if (model.scoreText === undefined) {
      test.skip('the model has no scoreText');
      return;
    }
    await check(model.scoreText.bind(model));
  };
}
