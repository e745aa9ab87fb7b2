import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { GuideView } from '../../guide/service/guide-view.ts';
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
  const last = useRef(Promise.resolve());
  const send = async (action: () => Promise<GuideView>): Promise<void> => {
    try {
      view.value = await action();
      problem.value = null;
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error);
    } finally {
      waiting.value--;
    }
  };
  // One after the other: what the rater does while a request is on its way is not lost.
  const run = (action: () => Promise<GuideView>): Promise<void> => {
    waiting.value++;
    last.current = last.current.then(() => send(action));
    return last.current;
  };
  const name = rater.value;
  const refresh = (): Promise<void> => run(() => client.view(name));
  useEffect(() => void refresh(), [name]);
  const isBusy = view.value?.isBusy === true;
  useEffect(() => {
    if (!isBusy) return;
    const timer = setInterval(() => {
      if (!isSending.value) void refresh();
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [isBusy, name]);
  const rate = (rating: SentRating): Promise<void> => run(() => client.rate(name, rating));
  const next = async (): Promise<void> => {
    await run(() => client.act('end', name));
    if (problem.value === null) await run(() => client.act('start', name));
  };
  const shown = view.value;
  return (
    <main>
      <div class="row">
        <h1>Guide</h1>
        <label>
          Your name{' '}
          <input
            type="search"
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
              key={`${shown.round} ${shown.pair.id}`}
              pair={shown.pair}
              strength={shown.hiddenStrength}
              isSending={isSending.value}
              onRate={rate}
              onUndo={() => void run(() => client.act('undo', name))}
            />
          )}
          {shown.candidates && (
            <CandidatesPanel candidates={shown.candidates} level={shown.level} />
          )}
          <RoundButtons
            view={shown}
            isSending={isSending.value}
            onAct={(action) => void run(() => client.act(action, name))}
            onNext={() => void next()}
          />
          <PastePanel
            isOpen={inputCount(shown) < 2}
            isSending={isSending.value}
            onAdd={async (inputs) => {
              await run(() => client.addInputs(name, inputs));
              return problem.value === null;
            }}
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
