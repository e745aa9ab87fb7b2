import { argMax } from '../numerics/arg-max.ts';
import { expectations } from '../numerics/expectations.ts';
import { klInterval } from '../numerics/kl-interval.ts';
import { mean, standardError } from '../numerics/mean.ts';
import { scoreLayerClasses } from '../layers/score-layer.ts';
import type { ClassScores, LogInterval } from '../scoring/class-scores.ts';
import type { ScoringGrounds } from '../scoring/scoring-grounds.ts';
import { contrastive } from '../objectives/contrastive.ts';
import { wrongTextLikelihoods } from '../objectives/exploration-penalty.ts';
import { rankedMeans } from '../objectives/ranked-means.ts';
import { exampleDivergences } from '../objectives/trust-region.ts';
import type { ProposalRequest } from '../samplers/prompt-sampler.ts';
import { amongAnswered } from './among-answered.ts';
import { askForProposals } from './ask-for-proposals.ts';
import type { Candidate, CandidateOrigin } from './candidate-listing.ts';
import { decidePrompt, type PromptDecision } from './decide-prompt.ts';
import { findDuplicates, type DuplicateCandidate } from './find-duplicates.ts';
import { layerAt, type InferenceContext } from './inference-context.ts';
import type { PromptEvidence } from './prompt-evidence.ts';
import { readProposals } from './read-proposals.ts';
import { rewardSpread, standardErrorOfDifference } from './reward-spread.ts';
import { scoreCandidates } from './score-candidates.ts';
import { scoringOptions } from './scoring-options.ts';
import { settleAll } from './settle-all.ts';

/** A candidate prompt with each term of its score. */
export interface ScoredCandidate {
  readonly prompt: string;
  readonly origin: CandidateOrigin;
  /** Expected log-probability of its targets, in nats per token (per class for an output layer with classes), or the accuracy if that is the score. */
  readonly score: number;
  /** Standard error of `score` over the examples. */
  readonly standardError: number;
  /** Examples that its rank counts. */
  readonly examples: number;
  /** KL(present ‖ candidate) of the answers, in nats; 0 where no trust region is set. */
  readonly divergence: number;
  /** Standard error of `divergence` over the examples. */
  readonly divergenceStandardError: number;
  /** Log-likelihood of texts that led to wrong answers; 0 where no penalty is set. */
  readonly wrongTextLikelihood: number;
  /** Standard error of `wrongTextLikelihood` over the examples. */
  readonly wrongTextStandardError: number;
  /** `score` less the weighted terms: the largest wins, the first among equals. */
  readonly reward: number;
  /** Standard error of what its reward lacks of the winner's, over the examples in pairs; null where it cannot be told, 0 for the winner itself. */
  readonly lagStandardError: number | null;
  /** What its class scores rest on; empty where texts or accuracy are scored. */
  readonly grounds?: readonly ScoringGrounds[];
  /** Between which bounds its reward lies. @default exact */
  readonly bounds?: LogInterval;
}

/** What became of a layer's prompt. */
export interface PromptUpdate {
  readonly prompt: string;
  readonly chosen: number;
  readonly candidates: readonly ScoredCandidate[];
  readonly duplicates: readonly DuplicateCandidate[];
  /** What a term takes off a reward for each nat. */
  readonly weights: { readonly divergence: number; readonly wrongText: number };
  /** How the prompt was chosen where scores are bounded, not known. @default all rewards are exact, and the largest wins */
  readonly decision?: Pick<PromptDecision, 'basis' | 'undecided'>;
}

/** Asks for the planned proposals, compares all candidates, and takes the one of the largest reward (paper, equation 3, algorithms 1 to 3). */
export async function updatePrompt(
  context: InferenceContext,
  evidence: PromptEvidence,
  requests: readonly ProposalRequest[],
  round: number,
): Promise<PromptUpdate> {
  const proposals = await propose(context, evidence, requests, round);
  const offered = {
    current: evidence.prompts[evidence.index] ?? '',
    memory: evidence.memory,
    proposals,
  };
  const candidates = context.strategies.candidates.list(offered);
  return amongAnswered(context, { evidence, candidates }, async (answered, among) => {
    const update = await choosePrompt(context, answered, among);
    return { ...update, duplicates: findDuplicates(offered, among) };
  });
}

/** The proposals' texts, in the order of the requests, at most as many as are wanted. */
export async function propose(
  context: InferenceContext,
  { index, step }: PromptEvidence,
  requests: readonly ProposalRequest[],
  round: number,
): Promise<readonly Candidate[]> {
  const { templates, settings, strategies, onPhase } = context;
  onPhase?.('proposals');
  const place = { step, layer: index, purpose: 'proposal', round } as const;
  const replies = await askForProposals(context, requests, {
    layer: index,
    stop: templates.prompt.stopTokens,
    seeds: strategies.requestSeeds(place, requests.length),
  });
  const read = readProposals(context, { layer: index, asked: requests.length, replies });
  return read
    .map(({ prompt, seen }): Candidate =>
      settings.heldOutRanking
        ? { prompt, origin: 'proposal', seen }
        : { prompt, origin: 'proposal' },
    )
    .slice(0, settings.promptCandidates - 1);
}

async function choosePrompt(
  context: InferenceContext,
  evidence: PromptEvidence,
  candidates: readonly Candidate[],
): Promise<Omit<PromptUpdate, 'duplicates'>> {
  const { settings, strategies, onPhase } = context;
  onPhase?.('scoring');
  const isOutput = evidence.index === context.layers.length - 1;
  const [scores, divergences] = await settleAll([
    scoreCandidates(context, evidence, candidates),
    isOutput ? trustRegion(context, evidence, candidates) : undefined,
  ]);
  const wrongTexts = wrongTextLikelihoods(scores.wrongTexts, evidence.losses);
  const weights = { divergence: settings.trustFactor, wrongText: evidence.wrongTextPenalty };
  const isContrastive =
    !isOutput && settings.useContrastive && settings.hiddenScoring === 'logprobs';
  const values = expectations(
    isContrastive ? contrastive(scores.values, scores.targetsPerInput) : scores.values,
    scores.weights,
  );
  const isRanked = values.map((_, example) =>
    candidates.map((candidate) => strategies.candidates.ranksOn(candidate, example)),
  );
  const means = rankedMeans(values, isRanked);
  const scored = candidates.map(
    ({ prompt, origin }, at): Omit<ScoredCandidate, 'lagStandardError'> => {
      const own = values.flatMap((row, example) => (isRanked[example]?.[at] ? [row[at] ?? 0] : []));
      const score = means[at] ?? -Infinity;
      const divergence = divergences?.means[at] ?? 0;
      const wrongTextLikelihood = wrongTexts[at] ?? 0;
      return {
        prompt,
        origin,
        score,
        standardError: standardError(own),
        examples: own.length,
        divergence,
        divergenceStandardError: standardError(column(divergences?.values, at)),
        wrongTextLikelihood,
        wrongTextStandardError: standardError(column(scores.wrongTexts, at)),
        reward:
          score -
          (divergence === 0 ? 0 : weights.divergence * divergence) -
          weights.wrongText * wrongTextLikelihood,
      };
    },
  );
  const rewards = scored.map(({ reward }) => reward);
  const decision = scores.bounds
    ? decidePrompt({
        rewards,
        lower: expectations(scores.bounds.lower, scores.weights),
        upper: expectations(scores.bounds.upper, scores.weights),
        isRanked,
        costs: scored.map(({ divergence, wrongTextLikelihood }, at) => {
          const { lower, upper } = divergences?.bounds?.[at] ?? {
            lower: divergence,
            upper: divergence,
          };
          const exact = weights.wrongText * wrongTextLikelihood;
          return {
            lower: weights.divergence * lower + exact,
            upper: weights.divergence * upper + exact,
          };
        }),
      })
    : undefined;
  const chosen = decision?.chosen ?? argMax(rewards);
  const spreads = candidates.map((_, at) =>
    rewardSpread({
      gains: values.map((row, example) =>
        isRanked[example]?.[at] ? (row[at] ?? 0) - (row[0] ?? 0) : undefined,
      ),
      losses: values.map(
        (_row, example) =>
          weights.divergence * (divergences?.values?.[example]?.[at] ?? 0) +
          weights.wrongText * (scores.wrongTexts[example]?.[at] ?? 0),
      ),
    }),
  );
  const winner = spreads[chosen] ?? null;
  return {
    prompt: scored[chosen]?.prompt ?? '',
    chosen,
    candidates: scored.map((candidate, at) => ({
      ...candidate,
      lagStandardError: at === chosen ? 0 : standardErrorOfDifference(spreads[at] ?? null, winner),
      grounds: scores.grounds[at] ?? [],
      ...(decision?.bounds[at] ? { bounds: decision.bounds[at] } : {}),
    })),
    weights,
    ...(decision ? { decision: { basis: decision.basis, undecided: decision.undecided } } : {}),
  };
}

/** `[example]`: a candidate's figures. */
function column(values: readonly (readonly number[])[] = [], candidate: number): readonly number[] {
  return values.map((row) => row[candidate] ?? 0);
}

interface Divergences {
  /** `[candidate]` */
  readonly means: readonly number[];
  /** `[example][candidate]`; absent where there are no distributions to compare. */
  readonly values?: readonly (readonly number[])[];
  /** `[candidate]`: bounds of the means, where class scores are bounded. */
  readonly bounds?: readonly LogInterval[];
}

/** KL(present ‖ candidate) of the answers to the forward pass's inputs. */
async function trustRegion(
  context: InferenceContext,
  { index, read }: PromptEvidence,
  candidates: readonly Candidate[],
): Promise<Divergences | undefined> {
  const { settings, strategies } = context;
  if (settings.trustFactor <= 0 || settings.outputScoring === 'accuracy') return undefined;
  if (context.layers.length < strategies.trustRegionFrom) return undefined;
  const layer = layerAt(context, index);
  // Without classes there is no distribution to stay close to, and only the present prompt is in the region (docs/presets.md, M4).
  if (!layer.outputClasses) return { means: candidates.map((_, at) => (at === 0 ? 0 : Infinity)) };
  const scores = await scoreLayerClasses(
    layer,
    read.flatMap((input) => candidates.map(({ prompt }) => ({ input, prompt }))),
    scoringOptions(context),
  );
  const values = exampleDivergences(
    read.map((_, example) =>
      candidates.map((_candidate, at) => outcomesOf(scores[example * candidates.length + at])),
    ),
  );
  const means = candidates.map((_, at) => mean(column(values, at)));
  if (scores.every(({ bounds }) => bounds === undefined)) return { means, values };
  const intervals = read.map((_, example) => {
    const row = scores.slice(example * candidates.length, (example + 1) * candidates.length);
    const present = row[0];
    // The present prompt is at no distance from itself, whatever its distribution is.
    return row.map((one, at) =>
      at === 0 || !present ? { lower: 0, upper: 0 } : klInterval(boundsOf(present), boundsOf(one)),
    );
  });
  return {
    means,
    values,
    bounds: candidates.map((_, at) => ({
      lower: mean(intervals.map((row) => row[at]?.lower ?? 0)),
      upper: mean(intervals.map((row) => row[at]?.upper ?? 0)),
    })),
  };
}

function boundsOf(scores: ClassScores): readonly LogInterval[] {
  return scores.bounds ?? outcomesOf(scores).map((value) => ({ lower: value, upper: value }));
}

/** Sampled answers that name no class are one more outcome. */
function outcomesOf(scores: ClassScores | undefined): readonly number[] {
  return scores?.outcomes ?? scores?.logProbabilities ?? [];
}
