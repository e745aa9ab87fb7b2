import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { GuideView } from '../../guide/service/guide-view.ts';
import { formatParameters } from '../../records/parameters.ts';
import { Text } from '../parts/text.tsx';
import { CandidatesPanel } from './candidates-panel.tsx';
import { createGuideClient, type SentRating } from './guide-client.ts';
import { PairPanel } from './pair-panel.tsx';
import { describeEstimate, readRater, writeRater } from './rater.ts';

const POLL_MS = 1000;

/** The guide: rate pairs of outputs, and see what was accepted. */
export function GuidePage() {
  const client = useMemo(createGuideClient, []);
  const rater = useSignal(readRater());
  const view = useSignal<GuideView | null>(null);
  const problem = useSignal<string | null>(null);
  const isSending = useSignal(false);
  const run = async (action: () => Promise<GuideView>): Promise<void> => {
    if (isSending.value) return;
    isSending.value = true;
    try {
      view.value = await action();
      problem.value = null;
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error);
    } finally {
      isSending.value = false;
    }
  };
  const refresh = (): Promise<void> => run(() => client.view(rater.value));
  useEffect(() => void refresh(), [rater.value]);
  const isBusy = view.value?.isBusy === true;
  useEffect(() => {
    if (!isBusy) return;
    const timer = setInterval(() => void refresh(), POLL_MS);
    return () => clearInterval(timer);
  }, [isBusy]);
  const rate = (rating: SentRating): Promise<void> => run(() => client.rate(rater.value, rating));
  const act = (action: 'start' | 'undo' | 'end') => (): void =>
    void run(() => client.act(action, rater.value));
  const shown = view.value;
  return (
    <main>
      <div class="row">
        <h1>Guide</h1>
        <label>
          Your name{' '}
          <input
            type="search"
            value={rater.value}
            onChange={(event) => {
              rater.value = event.currentTarget.value.trim() || 'me';
              writeRater(rater.value);
            }}
          />
        </label>
        {shown && (
          <span class="note">
            {shown.inputs.proposing} inputs to learn from, {shown.inputs.heldBack} held back
            {shown.hasLabels ? ', with labels' : ', no labels'}
          </span>
        )}
      </div>
      {problem.value !== null && (
        <p class="problem" role="alert">
          {problem.value}
        </p>
      )}
      {shown === null ? (
        problem.value === null && <p class="note">Reading…</p>
      ) : (
        <>
          {shown.notes.map((note) => (
            <p class="note" key={note}>
              {note}
            </p>
          ))}
          {shown.problem !== null && (
            <p class="problem" role="alert">
              The round could not be made: {shown.problem}
            </p>
          )}
          <p role="status">{describeStage(shown)}</p>
          {shown.pair && (
            <PairPanel
              key={`${shown.round} ${shown.pair.id}`}
              pair={shown.pair}
              strength={shown.hiddenStrength}
              isSending={isSending.value}
              onRate={rate}
              onUndo={act('undo')}
            />
          )}
          {shown.candidates && (
            <CandidatesPanel candidates={shown.candidates} level={shown.level} />
          )}
          <div class="row">
            {shown.round === null ? (
              <>
                <button type="button" disabled={isBusy || isSending.value} onClick={act('start')}>
                  Start round {shown.ended.length + 1}
                </button>
                <span class="note">{describeEstimate(shown.estimate)}</span>
              </>
            ) : (
              <>
                <button type="button" disabled={isSending.value} onClick={act('undo')}>
                  Undo
                </button>
                <button type="button" disabled={isSending.value} onClick={act('end')}>
                  End the round
                </button>
              </>
            )}
          </div>
          <h2>Current parameters</h2>
          {shown.parameters.map((layer, at) => (
            <section key={at}>
              <h3>Layer {at + 1}</h3>
              <Text value={formatParameters(layer)} label={`Layer ${at + 1}`} />
            </section>
          ))}
          {shown.ended.length > 0 && <Ended ended={shown.ended} />}
        </>
      )}
    </main>
  );
}

function describeStage({ isBusy, round, pair, rated, wanted }: GuideView): string {
  if (isBusy) return 'Making the round: proposing candidates and answering inputs.';
  if (round === null) return 'No round is open.';
  const place = `Round ${round + 1}: ${rated} of ${wanted} rated.`;
  if (pair) return place;
  return rated === 0
    ? `Round ${round + 1}: no candidate answers anything differently, so there is nothing to rate.`
    : `${place} You have rated enough. Others may still rate.`;
}

function Ended({ ended }: { readonly ended: GuideView['ended'] }) {
  return (
    <section>
      <h2>Rounds</h2>
      <div class="table-box">
        <table>
          <thead>
            <tr>
              <th scope="col">Round</th>
              <th scope="col">Ratings</th>
              <th scope="col">Accepted</th>
            </tr>
          </thead>
          <tbody>
            {ended.map(({ round, ratings, accepted }) => (
              <tr key={round}>
                <td class="number">{round + 1}</td>
                <td class="number">{ratings}</td>
                <td>
                  {accepted === null ? (
                    'nothing: the parameters stayed'
                  ) : (
                    <Text value={accepted.map(formatParameters).join('\n\n')} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
