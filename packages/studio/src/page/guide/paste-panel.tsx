import { useSignal } from '@preact/signals';
import { splitPasted, type Separator } from './split-pasted.ts';

/** A field for inputs without labels. It shows how many the text holds before they are added. */
export function PastePanel({
  isOpen,
  isSending,
  onAdd,
}: {
  readonly isOpen: boolean;
  readonly isSending: boolean;
  /** Resolves with whether they were added. */
  readonly onAdd: (inputs: readonly string[]) => Promise<boolean>;
}) {
  const text = useSignal('');
  const separator = useSignal<Separator>('blank lines');
  const inputs = splitPasted(text.value, separator.value);
  return (
    <details class="paste" open={isOpen}>
      <summary>Add inputs</summary>
      <label class="paste-field">
        Inputs, separated by {separator.value}
        <textarea
          rows={6}
          value={text.value}
          onInput={(event) => (text.value = event.currentTarget.value)}
        />
      </label>
      <div class="row">
        <label>
          An input is{' '}
          <select
            value={separator.value}
            onChange={(event) =>
              (separator.value = event.currentTarget.value === 'lines' ? 'lines' : 'blank lines')
            }
          >
            <option value="blank lines">a block between blank lines</option>
            <option value="lines">a line</option>
          </select>
        </label>
        <button
          type="button"
          disabled={isSending || inputs.length === 0}
          onClick={() =>
            void onAdd(inputs).then((isAdded) => {
              if (isAdded) text.value = '';
            })
          }
        >
          Add {inputs.length} {inputs.length === 1 ? 'input' : 'inputs'}
        </button>
      </div>
    </details>
  );
}
