import type { PromptUpdate } from '../inference/prompt-update.ts';
import type { LayerParameters } from '../layers/layer-parameters.ts';
import type { SteppedEvent } from '../training/train-event.ts';
import type { CandidateEntry } from './candidate-entry.ts';
import { figuresOfCandidate, NO_FIGURES } from './candidate-figures.ts';
import { judgeCandidate } from './candidate-outcome.ts';

/**
 * The candidates that a step compared: for each layer and round, which won, and by how much the
 * others lost.
 */
export function listCandidates({ iteration, info }: SteppedEvent): readonly CandidateEntry[] {
  return info.layers.flatMap(({ update, earlier = [] }, index) =>
    [...earlier, ...(update ? [update] : [])].flatMap((comparison, round) =>
      listComparison(comparison).map((entry) => ({
        step: iteration,
        layer: index + 1,
        round: round + 1,
        ...entry,
        ...(comparison.rankedOn
          ? { rankedOn: comparison.rankedOn.slice(0, entry.droppedAfter) }
          : {}),
      })),
    ),
  );
}

/** An entry without its step, layer and round. */
type OwnEntry = Omit<CandidateEntry, 'step' | 'layer' | 'round'>;

function listComparison(update: PromptUpdate): readonly OwnEntry[] {
  const { candidates, duplicates } = update;
  const compared = candidates.map((candidate, at) => ({
    candidate: at,
    ...columnsOf(candidate.parameters),
    origin: candidate.origin,
    ...judgeCandidate(update, candidate, at),
    ...figuresOfCandidate(update, candidate),
    ...(candidate.proposer === undefined ? {} : { proposer: candidate.proposer }),
    ...(candidate.copied === undefined ? {} : { copied: candidate.copied }),
    ...(candidate.feedback === undefined ? {} : { feedback: candidate.feedback }),
    ...(candidate.dropped ? { droppedAfter: candidate.dropped.after } : {}),
  }));
  const repeated = duplicates.flatMap(({ parameters, origin, of }): readonly OwnEntry[] => {
    const original = candidates[of];
    if (!original) return [];
    const reason = `duplicate of candidate ${of}`;
    return [
      {
        candidate: null,
        ...columnsOf(parameters),
        origin,
        outcome: 'duplicate',
        reason,
        ...figuresOfCandidate(update, original),
      },
    ];
  });
  const refused = (update.refused ?? []).map(({ parameters, origin, copied }): OwnEntry => ({
    candidate: null,
    ...columnsOf(parameters),
    origin,
    outcome: 'refused',
    reason: 'refused: copies training text',
    ...NO_FIGURES,
    copied,
  }));
  return [...compared, ...repeated, ...refused];
}

function columnsOf({
  instruction,
  demonstrations,
}: LayerParameters): Pick<OwnEntry, 'prompt' | 'demonstrations'> {
  return { prompt: instruction, demonstrations };
}
