import { scoreLayerCells } from '../layers/score-layer.ts';
import type { ScoredCell } from '../layers/scored-cell.ts';
import { renderResidual } from '../layers/render-layer.ts';
import { writeLayer } from '../layers/write-layer.ts';
import { groundsOf, type ScoringGrounds } from '../scoring/scoring-grounds.ts';
import { renameUnanswered } from '../scoring/unanswered-error.ts';
import { cellIndex } from './among-answered.ts';
import type { Candidate } from './candidate-listing.ts';
import { callsOf, layerAt, type InferenceContext } from './inference-context.ts';
import type { PromptEvidence } from './prompt-evidence.ts';
import { scoreAccuracy } from './score-accuracy.ts';
import { scoringOptions } from './scoring-options.ts';
import { scoreThroughNetwork } from './score-through-network.ts';

/** Scores of candidate prompts on pairs of an input and a target. */
export interface CandidateScores {
  /** `[example][pair][candidate]`, nats per token (or accuracy); 0 where a candidate is not ranked on an example. Pairs run over targets, then inputs. */
  readonly values: readonly (readonly (readonly number[])[])[];
  /** `[example][pair][candidate]`, likewise: between which bounds the values lie. Absent where all are exact. */
  readonly bounds?: {
    readonly lower: readonly (readonly (readonly number[])[])[];
    readonly upper: readonly (readonly (readonly number[])[])[];
  };
  /** `[candidate]`: what its class scores rest on. */
  readonly grounds: readonly (readonly ScoringGrounds[])[];
  /** `[example][pair]`: the probability of each pair. */
  readonly weights: readonly (readonly number[])[];
  /** `[example]`: pairs that share an input stand together, so many each. */
  readonly targetsPerInput: readonly number[];
  /** `[example][candidate]`: log p of what the layer wrote in the forward pass, where the answer was wrong; 0 elsewhere. Empty where no penalty is set. */
  readonly wrongTexts: readonly (readonly number[])[];
}

interface GridCell {
  readonly example: number;
  readonly input: string;
  readonly target: string;
  readonly candidate: number;
}

/**
 * Scores each candidate on the examples it is ranked on, and on the texts it is penalised for, in one call for the whole grid.
 *
 * @throws UnansweredError that names cells, by `cellIndex`
 */
export async function scoreCandidates(
  context: InferenceContext,
  evidence: PromptEvidence,
  candidates: readonly Candidate[],
): Promise<CandidateScores> {
  const { index, inputs, targets } = evidence;
  const { settings, strategies } = context;
  const isOutput = index === context.layers.length - 1;
  const throughNetwork = !isOutput && settings.hiddenScoring === 'accuracy';
  const targetsOf = (example: number): readonly string[] =>
    throughNetwork ? [''] : (targets.texts[example] ?? []);

  const cells: GridCell[] = inputs.texts.flatMap((texts, example) =>
    texts.flatMap((input) =>
      targetsOf(example).flatMap((target) =>
        candidates.flatMap((candidate, at) =>
          strategies.candidates.ranksOn(candidate, example)
            ? [{ example, input, target, candidate: at }]
            : [],
        ),
      ),
    ),
  );
  const { losses, read, written, wrongTextPenalty } = evidence;
  const penalizes = !isOutput && wrongTextPenalty > 0 && settings.hiddenScoring === 'logprobs';
  const wrongCells = losses.flatMap((loss, example) =>
    penalizes && loss > 0
      ? candidates.map((_, candidate) => ({
          example,
          input: read[example] ?? '',
          target: written[example] ?? '',
          candidate,
        }))
      : [],
  );
  const asked = [...cells, ...wrongCells];
  const scored = await renameUnanswered(scoreCells(context, evidence, candidates, asked), (one) => {
    const { example = 0, candidate = 0 } = asked[one.index] ?? {};
    return { ...one, index: cellIndex(example, candidate, candidates.length) };
  });
  const grid = (
    figureOf: (cell: ScoredCell) => number,
  ): readonly (readonly (readonly number[])[])[] => {
    let next = 0;
    const figure = (): number => {
      const cell = scored[next++];
      if (!cell) throw new RangeError(`only ${scored.length} scores for ${asked.length} cells`);
      return figureOf(cell);
    };
    return inputs.texts.map((texts, example) =>
      texts.flatMap(() =>
        targetsOf(example).map(() =>
          candidates.map((candidate) =>
            strategies.candidates.ranksOn(candidate, example) ? figure() : 0,
          ),
        ),
      ),
    );
  };
  const isBounded = scored.some(({ bounds }) => bounds !== undefined);
  const weights = inputs.weights.map((row, example) =>
    row.flatMap((weight) =>
      throughNetwork ? [weight] : (targets.weights[example] ?? []).map((other) => weight * other),
    ),
  );
  let next = cells.length;
  const wrongTexts = penalizes
    ? losses.map((loss) => candidates.map(() => (loss > 0 ? (scored[next++]?.value ?? 0) : 0)))
    : [];
  return {
    values: grid(({ value }) => value),
    ...(isBounded
      ? {
          bounds: {
            lower: grid(({ value, bounds }) => bounds?.lower ?? value),
            upper: grid(({ value, bounds }) => bounds?.upper ?? value),
          },
        }
      : {}),
    grounds: candidates.map((_, at) =>
      groundsOf(
        cells.flatMap(({ candidate }, place) => {
          const scores = candidate === at ? scored[place]?.scores : undefined;
          return scores ? [scores] : [];
        }),
      ),
    ),
    weights,
    targetsPerInput: [...inputs.texts.keys()].map((example) => targetsOf(example).length),
    wrongTexts,
  };
}

async function scoreCells(
  context: InferenceContext,
  evidence: PromptEvidence,
  candidates: readonly Candidate[],
  cells: readonly GridCell[],
): Promise<readonly ScoredCell[]> {
  const { index } = evidence;
  const { settings, strategies } = context;
  const isOutput = index === context.layers.length - 1;
  const layer = layerAt(context, index);
  const queries = cells.map(({ input, target, candidate }) => ({
    input,
    target,
    prompt: candidates[candidate]?.prompt ?? '',
  }));
  if (isOutput && settings.outputScoring === 'accuracy')
    return exactCells(await scoreAccuracy(context, index, queries));
  if (isOutput || settings.hiddenScoring === 'logprobs')
    return scoreLayerCells(layer, queries, scoringOptions(context));

  const texts = await writeLayer(layer, queries, {
    calls: callsOf(context, 'forward'),
    scoreModel: callsOf(context, 'score'),
    classScoring: strategies.classScoring,
    temperature: 0,
  });
  const above = layerAt(context, index + 1);
  const { prompts, upperInputs, labels } = evidence;
  const values = await scoreThroughNetwork(context, {
    from: index + 1,
    prompts,
    // One row a cell, so that inputs and labels are looked up by cell.
    readings: texts.map((text, at) => [
      renderResidual(above, text, upperInputs[cells[at]?.example ?? 0] ?? ''),
    ]),
    upperInputs: cells.map(({ example }) => upperInputs[example] ?? ''),
    labels: cells.map(({ example }) => labels[example] ?? ''),
  });
  return exactCells(values);
}

function exactCells(values: readonly number[]): readonly ScoredCell[] {
  return values.map((value) => ({ value }));
}
