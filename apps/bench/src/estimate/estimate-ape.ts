import { addCosts, costOf, type Cost } from '@dln/llm';
import {
  estimateRun,
  instructionOnly,
  usualLengths,
  type Bound,
  type PlannedRun,
  type TrainOptions,
} from '@dln/vi';
import { renderRequests } from '../methods/ape/propose-instructions.ts';
import type { CostByBound } from './cost-by-bound.ts';

/**
 * The cost of APE: requests for instructions, an evaluation on dev for each, and the test of the
 * best.
 */
export async function estimateApe(
  run: TrainOptions,
  options: { readonly proposals: number; readonly seed: number },
): Promise<CostByBound> {
  const { backwardMaxTokens: most } = run.context.settings;
  const expected = Math.min(usualLengths.learnedPrompt, most);
  const at = async (bound: Bound, length: number): Promise<Cost> => {
    const { purposes } = (await estimateRun(withInstruction(run, length)))[bound];
    return [
      await estimateProposals(run, { ...options, length }),
      scale(purposes.validation, options.proposals),
      purposes.test,
    ].reduce(addCosts);
  };
  return {
    low: await at('low', 1),
    expected: await at('expected', expected),
    high: await at('high', most),
  };
}

/** The run that evaluates one instruction of the given length. */
function withInstruction(run: TrainOptions, length: number): PlannedRun {
  return {
    ...run,
    settings: { ...run.settings, isZeroShot: true, validatesFirst: true },
    // A token in most tokenizers.
    parameters: run.parameters.with(-1, instructionOnly(' the'.repeat(length))),
  };
}

async function estimateProposals(
  run: TrainOptions,
  { proposals, seed, length }: { proposals: number; seed: number; length: number },
): Promise<Cost> {
  const { backward } = run.context.models;
  const requests = renderRequests(run, { count: proposals, seed });
  const counts = await Promise.all(
    requests.map(async ({ prompt }) => backward.countTokens(prompt)),
  );
  const usage = {
    promptTokens: counts.reduce((sum, count) => sum + count, 0),
    completionTokens: requests.length * length,
  };
  const dollars = backward.price === undefined ? null : costOf(usage, backward.price);
  return { requests: requests.length, remembered: 0, ...usage, dollars };
}

function scale(cost: Cost, times: number): Cost {
  const { requests, remembered, promptTokens, completionTokens, dollars } = cost;
  return {
    requests: requests * times,
    remembered: remembered * times,
    promptTokens: promptTokens * times,
    completionTokens: completionTokens * times,
    dollars: dollars === null ? null : dollars * times,
  };
}
