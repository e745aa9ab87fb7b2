import type { Candidate } from '../../records/candidate.ts';
import { formatParameters } from '../../records/parameters.ts';
import { clip } from '../../reducers/clip.ts';
import type { ProposerTrial } from '../../reducers/line-summary.ts';
import { proposerTrialsOf } from '../../reducers/proposer-trials.ts';
import { formatCount, formatNats, formatWithError } from '../parts/format.ts';
import { Loading } from '../parts/loading.tsx';
import { StepPicker } from '../parts/step-picker.tsx';
import { Text } from '../parts/text.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import { ProposerTable } from './proposer-table.tsx';
import type { ViewProps } from './view-props.ts';

/** The candidates of a step, by layer and round, with each term of their rewards. */
export function CandidatesView({ studio, run, place }: ViewProps) {
  const steps = run.view.value.steps.flatMap(({ iteration, stepped }) =>
    stepped && stepped.layers.some(({ candidates }) => candidates > 0) ? [iteration] : [],
  );
  const step = place.step !== undefined && steps.includes(place.step) ? place.step : steps.at(-1);
  const loaded = useLoaded(
    JSON.stringify([run.key, step ?? null, step === undefined ? 0 : run.view.value.lines]),
    async () => (step === undefined ? null : studio.source.readCandidates(run.key, step)),
  );
  if (step === undefined) return <p class="empty">No step has compared candidates yet.</p>;
  return (
    <>
      <div class="row">
        <StepPicker steps={steps} step={step} onStep={(to) => studio.adjust({ step: to })} />
        {place.step !== undefined && place.step !== step && (
          <span class="note">Step {place.step} compared no candidates.</span>
        )}
      </div>
      <Loading of={loaded}>
        {(candidates) =>
          candidates === null ? (
            <p class="note">The candidates of this step are not in this file.</p>
          ) : (
            <Comparisons
              candidates={candidates}
              layer={place.layer}
              trialsOf={(layer) => proposerTrialsOf(run.view.value, layer - 1, step)}
            />
          )
        }
      </Loading>
    </>
  );
}

function Comparisons({
  candidates,
  layer,
  trialsOf,
}: {
  readonly candidates: readonly Candidate[];
  readonly layer: number | undefined;
  /** By layer, from 1. */
  readonly trialsOf: (layer: number) => readonly ProposerTrial[];
}) {
  const groups = [...Map.groupBy(candidates, (one) => `${one.layer} ${one.round}`).values()];
  const layers = [...new Set(candidates.map((one) => one.layer))];
  const shown = layer === undefined ? groups : groups.filter(([first]) => first?.layer === layer);
  if (shown.length === 0) return <p class="empty">No candidate of this layer was compared.</p>;
  return (
    <>
      {shown.map((group) => {
        const [first] = group;
        if (!first) return null;
        const rounds = new Set(
          candidates.filter((one) => one.layer === first.layer).map((one) => one.round),
        );
        return (
          <section key={`${first.layer} ${first.round}`}>
            <h2>
              Layer {first.layer}
              {rounds.size > 1 ? `, comparison ${first.round}` : ''}
              {layers.length > 1 ? '' : ' (the only one that was trained)'}
            </h2>
            <Comparison
              candidates={group}
              label={`Candidates of layer ${first.layer}, comparison ${first.round}`}
            />
            {first.round === rounds.size && trialsOf(first.layer).length > 0 && (
              <ProposerTable trials={trialsOf(first.layer)} layer={first.layer} />
            )}
          </section>
        );
      })}
    </>
  );
}

function Comparison({
  candidates,
  label,
}: {
  readonly candidates: readonly Candidate[];
  readonly label: string;
}) {
  const terms = [...new Set(candidates.flatMap((one) => one.terms.map(({ name }) => name)))];
  const hasReward = candidates.some(({ reward }) => reward !== null);
  const ranked = candidates.toSorted((one, other) => rankOf(one) - rankOf(other));
  const range = rangeOf(candidates);
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label={label}>
      <table class="candidates">
        <thead>
          <tr>
            <th scope="col">No.</th>
            <th scope="col">Outcome</th>
            <th scope="col">Origin</th>
            <th scope="col" class="wide">
              Parameters
            </th>
            <th scope="col">{hasReward ? 'Reward ± error of its lag' : 'Score'}</th>
            {terms.map((name) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
            <th scope="col" class="number">
              Examples
            </th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {ranked.map((one, at) => (
            <tr key={at} class={one.outcome === 'won' ? 'won' : ''}>
              <td class="number">{one.candidate ?? ''}</td>
              <td>
                <span class={`outcome outcome-${one.outcome ?? 'unknown'}`}>
                  {one.outcome === 'won' ? '★ won' : (one.outcome ?? '–')}
                </span>
              </td>
              <td>{describeOrigin(one)}</td>
              <td class="wide">
                <Text value={formatParameters(one.parameters)} />
              </td>
              <td class="reward">
                {hasReward
                  ? formatWithError(one.reward, one.outcome === 'won' ? null : one.lagStandardError)
                  : formatNats(one.score)}
                <Whisker candidate={one} range={range} />
                {one.rewardLower !== null &&
                  one.rewardUpper !== null &&
                  one.rewardUpper > one.rewardLower && (
                    <span class="note">
                      bounds {formatNats(one.rewardLower)} to {formatNats(one.rewardUpper)}
                    </span>
                  )}
              </td>
              {terms.map((name) => {
                const term = one.terms.find((other) => other.name === name);
                return (
                  <td key={name} class="number">
                    {term ? formatWithError(term.value, term.standardError) : '–'}
                    {term && term.weight !== null && term.weight !== 1 && (
                      <span class="note"> × {formatNats(term.weight)}</span>
                    )}
                  </td>
                );
              })}
              <td class="number">{formatCount(one.examples)}</td>
              <td class="why">
                {one.reason?.replace(/^(?:won|lost): /u, '') ?? '–'}
                {one.copied !== null && (
                  <span class="note">copies training text: {clip(one.copied, 80)}</span>
                )}
                {one.scoredBy !== null && <span class="note">scored by {one.scoredBy}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function describeOrigin({ origin, proposer }: Candidate): string {
  if (origin === null) return '–';
  return proposer === null ? origin : `${origin}: ${proposer}`;
}

function valueOf({ reward, score }: Candidate): number | null {
  return reward ?? score;
}

/** The winner first, then by reward; duplicates and refused ones last. */
function rankOf(candidate: Candidate): number {
  if (candidate.outcome === 'won') return -Infinity;
  if (candidate.outcome === 'duplicate' || candidate.outcome === 'refused') return Infinity;
  const value = valueOf(candidate);
  return value === null ? Number.MAX_VALUE : -value;
}

type Range = readonly [low: number, high: number];

function rangeOf(candidates: readonly Candidate[]): Range | null {
  const ends = candidates.flatMap((one) => {
    const value = valueOf(one);
    const error = one.lagStandardError ?? 0;
    return value === null ? [] : [value - error, value + error];
  });
  if (ends.length === 0) return null;
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return high > low ? [low, high] : null;
}

/** A dot with its error, on one scale for all candidates of a comparison. */
function Whisker({
  candidate,
  range,
}: {
  readonly candidate: Candidate;
  readonly range: Range | null;
}) {
  const value = valueOf(candidate);
  if (value === null || range === null || candidate.outcome === 'duplicate') return null;
  const [low, high] = range;
  const x = (of: number): number => 4 + ((of - low) / (high - low)) * 132;
  const error = candidate.lagStandardError ?? 0;
  return (
    <svg width="140" height="12" aria-hidden="true" class="whisker-plot">
      <line class="grid" x1="4" x2="136" y1="6" y2="6" />
      <line class="whisker" x1={x(value - error)} x2={x(value + error)} y1="6" y2="6" />
      <circle class="mark" cx={x(value)} cy="6" r="3.5" />
    </svg>
  );
}
