import type { GuideView } from '../../guide/service/guide-view.ts';
import { describeEstimate } from './describe-stage.ts';
import { useKeys } from './keys.ts';

/**
 * What a rater can do with the round: start one, take back a rating, end it, or go on if it has
 * nothing to rate.
 */
export function RoundButtons({
  view,
  isSending,
  onAct,
  onNext,
}: {
  readonly view: GuideView;
  readonly isSending: boolean;
  readonly onAct: (action: 'start' | 'undo' | 'end') => void;
  /** Ends the round and starts the next one. */
  readonly onNext: () => void;
}) {
  const { round, pairs, isBusy, ended, estimate } = view;
  if (round === null)
    return (
      <div class="row">
        <button
          type="button"
          disabled={isBusy || isSending || estimate === null}
          onClick={() => onAct('start')}
        >
          Start round {ended.length + 1}
        </button>
        {estimate && <span class="note">{describeEstimate(estimate)}</span>}
      </div>
    );
  if (pairs === 0)
    return (
      <div class="row">
        <button type="button" disabled={isSending} onClick={onNext}>
          Start round {round + 2}
        </button>
      </div>
    );
  return (
    <div class="row">
      <UndoButton isSending={isSending} onUndo={() => onAct('undo')} />
      <button type="button" disabled={isSending} onClick={() => onAct('end')}>
        End the round
      </button>
    </div>
  );
}

/** It stays when nothing is left to rate, so that the last rating can be taken back as well. */
function UndoButton({
  isSending,
  onUndo,
}: {
  readonly isSending: boolean;
  readonly onUndo: () => void;
}) {
  useKeys((key) => {
    if (key !== 'u') return false;
    onUndo();
    return true;
  });
  return (
    <button type="button" disabled={isSending} aria-keyshortcuts="u" onClick={onUndo}>
      Undo
    </button>
  );
}
