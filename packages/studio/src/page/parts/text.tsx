import { useSignal } from '@preact/signals';
import { formatCount } from './format.ts';

const SHOWN = 1500;

/**
 * A text of a model or of the data: text nodes only, and no more than a screen until it is asked
 * for.
 */
export function Text({ value, label }: { readonly value: string; readonly label?: string }) {
  const isWhole = useSignal(false);
  const isLong = value.length > SHOWN;
  const shown = isLong && !isWhole.value ? value.slice(0, SHOWN) : value;
  if (value === '') return <p class="empty">{label === undefined ? 'empty' : `${label}: empty`}</p>;
  return (
    <div class="text-box">
      <pre class="text" tabIndex={isLong ? 0 : undefined} aria-label={label}>
        {shown}
        {isLong && !isWhole.value ? '…' : ''}
      </pre>
      {isLong && (
        <button type="button" onClick={() => (isWhole.value = !isWhole.value)}>
          {isWhole.value
            ? 'Show the beginning'
            : `Show all ${formatCount(value.length)} characters`}
        </button>
      )}
    </div>
  );
}
