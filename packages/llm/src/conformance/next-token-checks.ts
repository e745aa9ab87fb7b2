import assert from 'node:assert/strict';

import { UnsupportedCapabilityError } from '../capabilities/unsupported-capability-error.ts';
import type { LanguageModel, NextTokenOptions, TokenDistribution } from '../language-model.ts';
import {
  assertClose,
  assertLogProbability,
  assertUsage,
  type CheckContext,
  type ConformanceCheck,
  PROMPTS,
  sum,
} from './conformance-check.ts';

/** Requirements of `nextToken`, if a model has it. */
export function createNextTokenChecks(tolerance: number): readonly ConformanceCheck[] {
  return [
    {
      name: 'gives the next tokens best first, none twice, no more than asked for',
      run: forNextToken(async (nextToken, limit) => {
        const distributions = await nextToken(PROMPTS, { top: limit });
        assert.equal(distributions.length, PROMPTS.length);
        for (const { top, usage } of distributions) {
          const values = top.map(({ logProbability }) => logProbability);
          values.forEach(assertLogProbability);
          assertUsage(usage);
          assert.ok(
            top.length > 0 && top.length <= limit,
            `${top.length} next tokens in place of 1 to ${limit}`,
          );
          assert.deepEqual(
            values,
            [...values].sort((a, b) => b - a),
          );
          assert.equal(new Set(top.map(({ token }) => token)).size, top.length);
          const share = sum(values.map((value) => Math.exp(value)));
          assert.ok(share <= 1 + tolerance * top.length, `their probabilities add up to ${share}`);
        }
      }),
    },
    {
      name: 'gives the same next tokens in a batch as alone, whatever the order',
      run: forNextToken(async (nextToken, limit) => {
        const top = Math.min(limit, 5);
        const together = await nextToken(PROMPTS, { top });
        const reversed = [...(await nextToken([...PROMPTS].reverse(), { top }))].reverse();
        for (const [index, distribution] of together.entries()) {
          assertClose(valuesOf(reversed[index]), valuesOf(distribution), tolerance);
        }
      }),
    },
    {
      name: 'refuses more next tokens than it gives',
      run: forNextToken(async (nextToken, limit) => {
        await assert.rejects(nextToken(PROMPTS, { top: limit + 1 }), UnsupportedCapabilityError);
      }),
    },
  ];
}

/** Requirements of `nextToken` and `scoreText` together, if a model has both. */
export function createDistributionChecks(tolerance: number): readonly ConformanceCheck[] {
  return [
    {
      name: 'gives a next token the log-probability that it gives the same text when scored',
      run: async (model, test) => {
        const scoreText = model.scoreText?.bind(model);
        if (scoreText === undefined) {
          test.skip('the model has no scoreText');
          return;
        }
        await forNextToken(async (nextToken) => {
          const [context = ''] = PROMPTS;
          const [distribution] = await nextToken([context], { top: 1 });
          const [best] = distribution?.top ?? [];
          assert.ok(best, 'the context has no next token');
          const [score] = await scoreText([{ context, continuation: best.token }]);
          assertClose(score?.logProbabilities ?? [], [best.logProbability], tolerance);
        })(model, test);
      },
    },
  ];
}

function valuesOf(distribution: TokenDistribution | undefined): readonly number[] {
  return distribution?.top.map(({ logProbability }) => logProbability) ?? [];
}

function forNextToken(
  check: (
    nextToken: (
      contexts: readonly string[],
      options: NextTokenOptions,
    ) => Promise<readonly TokenDistribution[]>,
    limit: number,
  ) => Promise<void>,
): (model: LanguageModel, test: CheckContext) => Promise<void> {
  return async (model, test) => {
    if (model.nextToken === undefined) {
      test.skip('the model has no nextToken');
      return;
    }
    await check(model.nextToken.bind(model), model.capabilities.maxTopTokens);
  };
}
