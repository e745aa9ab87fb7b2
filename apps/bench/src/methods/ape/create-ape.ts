import { accuracyOf, answerExamples, instructionOnly, type LayerParameters } from '@dln/vi';
import type { Learner } from '@dln/run';
import { CellError } from '../../cells/cell-error.ts';
import { proposeInstructions } from './propose-instructions.ts';

const batchSize = 20;

/**
 * APE (Zhou et al. 2023): proposes instructions for the last layer from solved training examples,
 * and selects the one with the best dev accuracy, the first on ties. The layers below keep their
 * prompts.
 *
 * @param options `proposals`: number of instructions to request
 */
export function createApe(options: { readonly proposals: number; readonly seed: number }): Learner {
  return async function* ape(run) {
    const { context, dataset, parameters } = run;
    const count = options.proposals;
    const proposed = await proposeInstructions(run, { count, seed: options.seed });
    const { instructions, failures, requests } = proposed;
    for (const { request, failure, isKept } of failures)
      yield {
        type: 'omitted',
        iteration: 0,
        what: isKept ? 'kept-proposal' : 'proposal',
        split: 'train',
        purpose: 'proposal',
        layer: context.layers.length - 1,
        example: null,
        text: `proposal ${request + 1} of ${requests}`,
        count: 1,
        kind: failure.kind,
        message: failure.message,
      };
    let best:
      | { readonly parameters: readonly LayerParameters[]; readonly accuracy: number }
      | undefined;
    for (const [iteration, instruction] of instructions.entries()) {
      const candidate = parameters.with(-1, instructionOnly(instruction));
      const examples = await answerExamples(context, {
        parameters: candidate,
        batches: dataset.iterate('dev', batchSize),
        step: iteration,
        purpose: 'validation',
      });
      const devAccuracy = accuracyOf(examples);
      const isBest = best === undefined || devAccuracy > best.accuracy;
      if (isBest) best = { parameters: candidate, accuracy: devAccuracy };
      // Answers of hundreds of candidates would fill the log; keep those of the best so far.
      const kept = isBest ? examples : [];
      yield {
        type: 'validated',
        iteration,
        parameters: candidate,
        devAccuracy,
        isBest,
        examples: kept,
      };
      yield { type: 'iteration', iteration, parameters: candidate, devAccuracy };
    }
    if (best === undefined)
      throw createNoInstructionError({
        asked: count,
        model: context.models.backward.id,
        failure: failures.at(0)?.failure.message,
      });
    const iteration = instructions.length;
    const examples = await answerExamples(context, {
      parameters: best.parameters,
      batches: dataset.iterate('test', batchSize),
      step: iteration,
      purpose: 'test',
    });
    const testAccuracy = accuracyOf(examples);
    yield { type: 'tested', iteration, parameters: best.parameters, testAccuracy, examples };
  };
}

function createNoInstructionError({
  asked,
  model,
  failure,
}: {
  /** Number of requests. */
  readonly asked: number;
  readonly model: string;
  /** Why the first request has no reply. @default every reply arrived and was empty */
  readonly failure?: string | undefined;
}): CellError {
  const reason =
    failure === undefined
      ? 'every reply was empty'
      : `none can be used (the first failure: ${failure})`;
  return new CellError(
    'no-instruction',
    `${model} was asked for ${asked} instructions, and ${reason}; choose another backward ` +
      'model (--set bwdModelType=…) or another template (--set qPrompt=…).',
  );
}
