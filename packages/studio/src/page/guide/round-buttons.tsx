import type { GuideView } from '../../guide/service/guide-view.ts';
import { describeEstimate } from './describe-stage.ts';

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
      <button type="button" disabled={isSending} onClick={() => onAct('undo')}>
        Undo
      </button>
      <button type="button" disabled={isSending} onClick={() => onAct('end')}>
        End the round
      </button>
    </div>
  );
}
