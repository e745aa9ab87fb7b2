import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { MOST_COMMENT } from '../../guide/service/guide-view.ts';
import type { ShownOutput, ShownPair } from '../../guide/service/guide-view.ts';
import type { PairVerdict } from '../../guide/session/records.ts';
import { Text } from '../parts/text.tsx';
import type { SentRating } from './guide-client.ts';
import { useKeys } from './keys.ts';

const CHOICES: readonly {
  readonly key: string;
  readonly verdict: PairVerdict;
  readonly name: string;
}[] = [
  { key: '1', verdict: 'left', name: 'Left is better' },
  { key: '2', verdict: 'right', name: 'Right is better' },
  { key: '3', verdict: 'tie', name: 'Equally good' },
  { key: '4', verdict: 'both-bad', name: 'Both are bad' },
  { key: 's', verdict: 'skip', name: 'Skip' },
];

/**
 * Two outputs on one input, to be compared with the keys 1 to 4. Nothing says which one is current.
 * It stays when the next pair comes, so that a comment can be typed meanwhile.
 */
export function PairPanel({
  pair,
  strength,
  isSending,
  onRate,
}: {
  readonly pair: ShownPair;
  readonly strength: number;
  readonly isSending: boolean;
  /** Resolves with whether it was written. */
  readonly onRate: (rating: SentRating) => Promise<boolean>;
}) {
  const comment = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  const isRating = useRef(false);
  const rate = async (verdict: PairVerdict): Promise<void> => {
    if (isRating.current) return;
    isRating.current = true;
    const text = comment.value.trim();
    comment.value = '';
    const isWritten = await onRate({
      type: 'pair',
      pair: pair.id,
      verdict,
      ...(text === '' ? {} : { comment: text }),
    });
    isRating.current = false;
    if (!isWritten && comment.value === '') comment.value = text;
  };
  useKeys((key) => {
    const choice = CHOICES.find((one) => one.key === key);
    if (choice) void rate(choice.verdict);
    else if (key === 'c') field.current?.focus();
    else return false;
    return true;
  });
  const sides = [
    { name: 'Left', shown: pair.left },
    { name: 'Right', shown: pair.right },
  ];
  return (
    <section aria-label="A pair to rate">
      <h2>Input</h2>
      <Text value={pair.text} label="Input" />
      <div class="halves">
        {sides.map(({ name, shown }) => (
          <section key={name}>
            <h2>{name}</h2>
            <Text value={shown.output} label={`${name} output`} />
            <HiddenTexts {...{ pair, shown, name, isSending, onRate }} />
          </section>
        ))}
      </div>
      {pair.left.hiddenTexts.length > 0 && (
        <p class="note">
          Rating a hidden text as good multiplies its posterior weight by e^{strength}, as bad
          divides it.
        </p>
      )}
      <div class="row">
        {CHOICES.map(({ key, verdict, name }) => (
          <button
            key={key}
            type="button"
            disabled={isSending}
            aria-keyshortcuts={key}
            onClick={() => void rate(verdict)}
          >
            <kbd>{key}</kbd> {name}
          </button>
        ))}
      </div>
      <label class="filter">
        Comment (key c; Escape leaves it){' '}
        <input
          ref={field}
          type="text"
          maxLength={MOST_COMMENT}
          value={comment.value}
          onKeyDown={(event) => {
            if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur();
          }}
          onInput={(event) => (comment.value = event.currentTarget.value)}
        />
      </label>
    </section>
  );
}

function HiddenTexts({
  pair,
  shown,
  name,
  isSending,
  onRate,
}: {
  readonly pair: ShownPair;
  readonly shown: ShownOutput;
  readonly name: string;
  readonly isSending: boolean;
  readonly onRate: (rating: SentRating) => Promise<boolean>;
}) {
  return (
    <>
      {shown.hiddenTexts.map(({ text, verdict: said }, layer) => (
        <section key={layer}>
          <h3>Hidden text {layer + 1}</h3>
          <Text value={text} label={`${name} hidden text ${layer + 1}`} />
          <div class="row">
            {(['good', 'bad'] as const).map((verdict) => (
              <button
                key={verdict}
                type="button"
                disabled={isSending}
                aria-pressed={said === verdict}
                aria-label={`${name} hidden text ${layer + 1} is ${verdict}`}
                onClick={() =>
                  void onRate({ type: 'hidden', input: pair.input, layer, text, verdict })
                }
              >
                {verdict}
              </button>
            ))}
          </div>
        </section>
      ))}
    </>
  );
}
