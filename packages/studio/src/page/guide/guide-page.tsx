import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { MOST_NAME, type GuideView } from '../../guide/service/guide-view.ts';
import { formatParameters } from '../../records/parameters.ts';
import { Text } from '../parts/text.tsx';
import { CandidatesPanel } from './candidates-panel.tsx';
import { describeStage } from './describe-stage.ts';
import { EndedRounds } from './ended-rounds.tsx';
import { createGuideClient, type SentRating } from './guide-client.ts';
import { PairPanel } from './pair-panel.tsx';
import { PastePanel } from './paste-panel.tsx';
import { readRater, writeRater } from './rater.ts';
import { RoundButtons } from './round-buttons.tsx';

const POLL_MS = 1000;

/** The guide: rate pairs of outputs, and see what was accepted. */
export function GuidePage() {
  const client = useMemo(createGuideClient, []);
  const rater = useSignal(readRater());
  const view = useSignal<GuideView | null>(null);
  const problem = useSignal<string | null>(null);
  const waiting = useSignal(0);
  const isSending = useComputed(() => waiting.value > 0);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const send = async (action: () => Promise<GuideView>): Promise<boolean> => {
    try {
      view.value = await action();
      problem.value = null;
      return true;
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error);
      // Another rater may have ended the round.
      await client.view(rater.value).then(
        (present) => (view.value = present),
        () => undefined,
      );
      return false;
    } finally {
      waiting.value--;
    }
  };
  // One after the other: what the rater does while a request is on its way is not lost.
  const run = (action: () => Promise<GuideView>): Promise<boolean> => {
    waiting.value++;
    const done = last.current.then(() => send(action));
    last.current = done;
    return done;
  };
  const name = rater.value;
  const refresh = (): Promise<boolean> => run(() => client.view(name));
  useEffect(() => void refresh(), [name]);
  const isBusy = view.value?.isBusy === true;
  useEffect(() => {
    if (!isBusy) return;
    const timer = setInterval(() => {
      if (!isSending.value) void refresh();
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [isBusy, name]);
  const shown = view.value;
  const seen = { rater: name, round: shown?.round ?? 0 };
  const rate = (rating: SentRating): Promise<boolean> => run(() => client.rate(seen, rating));
  const act = (action: 'start' | 'undo' | 'end'): Promise<boolean> =>
    run(() => (action === 'start' ? client.start(name) : client[action](seen)));
  const next = async (): Promise<void> => {
    if (await act('end')) await act('start');
  };
  return (
    <main>
      <div class="row">
        <h1>Guide</h1>
        <label>
          Your name{' '}
          <input
            type="search"
            maxLength={MOST_NAME}
            value={name}
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
          {shown.remarks.map((remark) => (
            <p class="note" key={remark}>
              {remark}
            </p>
          ))}
          <p role="status">{describeStage(shown)}</p>
          {shown.pair && (
            <PairPanel
              key={name}
              pair={shown.pair}
              strength={shown.hiddenStrength}
              isSending={isSending.value}
              onRate={rate}
            />
          )}
          {shown.candidates && (
            <CandidatesPanel candidates={shown.candidates} level={shown.level} />
          )}
          <RoundButtons
            view={shown}
            isSending={isSending.value}
            onAct={(action) => void act(action)}
            onNext={() => void next()}
          />
          <PastePanel
            isOpen={inputCount(shown) < 2}
            isSending={isSending.value}
            onAdd={(inputs) => run(() => client.addInputs(name, inputs))}
          />
          <p>
            {shown.exportable === 0 ? (
              <span class="note">
                Nothing can be exported yet: no input has a label or a preferred output.
              </span>
            ) : (
              <a href="/api/guide/export" download="ratings-dataset.jsonl">
                Export {shown.exportable} {shown.exportable === 1 ? 'input' : 'inputs'} as a dataset
              </a>
            )}
          </p>
          <h2>Current parameters</h2>
          {shown.parameters.map((layer, at) => (
            <section key={at}>
              <h3>Layer {at + 1}</h3>
              <Text value={formatParameters(layer)} label={`Layer ${at + 1}`} />
            </section>
          ))}
          {shown.ended.length > 0 && <EndedRounds ended={shown.ended} />}
        </>
      )}
    </main>
  );
}

function inputCount({ inputs }: GuideView): number {
  return inputs.proposing + inputs.heldBack;
}
