import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ShownOutput, ShownPair } from '../../guide/service/guide-view.ts';
import type { PairVerdict } from '../../guide/session/records.ts';
import { Text } from '../parts/text.tsx';
import type { SentRating } from './guide-client.ts';

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
 */
export function PairPanel({
  pair,
  strength,
  isSending,
  onRate,
  onUndo,
}: {
  readonly pair: ShownPair;
  readonly strength: number;
  readonly isSending: boolean;
  readonly onRate: (rating: SentRating) => Promise<void>;
  readonly onUndo: () => void;
}) {
  const comment = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  const isRated = useRef(false);
  const rate = async (verdict: PairVerdict): Promise<void> => {
    if (isRated.current) return;
    isRated.current = true;
    const text = comment.value.trim();
    await onRate({
      type: 'pair',
      pair: pair.id,
      verdict,
      ...(text === '' ? {} : { comment: text }),
    });
    // Still shown only if the rating failed.
    isRated.current = false;
  };
  // Before the pair is painted: a key that is pressed as soon as it is seen counts.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      const isTyping = event.target instanceof HTMLInputElement;
      if (isTyping) {
        if (event.key === 'Escape') field.current?.blur();
        return;
      }
      const choice = CHOICES.find(({ key }) => key === event.key);
      if (choice) void rate(choice.verdict);
      else if (event.key === 'u') onUndo();
      else if (event.key === 'c') field.current?.focus();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
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
        Comment (key c){' '}
        <input
          ref={field}
          type="search"
          value={comment.value}
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
  readonly onRate: (rating: SentRating) => Promise<void>;
}) {
  const said = useSignal<Readonly<Record<number, 'good' | 'bad'>>>({});
  return (
    <>
      {shown.hiddenTexts.map((text, layer) => (
        <section key={layer}>
          <h3>Hidden text {layer + 1}</h3>
          <Text value={text} label={`${name} hidden text ${layer + 1}`} />
          <div class="row">
            {(['good', 'bad'] as const).map((verdict) => (
              <button
                key={verdict}
                type="button"
                disabled={isSending}
                aria-pressed={said.value[layer] === verdict}
                aria-label={`${name} hidden text ${layer + 1} is ${verdict}`}
                onClick={() => {
                  said.value = { ...said.value, [layer]: verdict };
                  void onRate({ type: 'hidden', input: pair.input, layer, text, verdict });
                }}
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
