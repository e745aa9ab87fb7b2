/** Chooses one of the steps of a run. */
export function StepPicker({
  steps,
  step,
  onStep,
  label = 'Step',
}: {
  readonly steps: readonly number[];
  readonly step: number | undefined;
  readonly onStep: (step: number) => void;
  readonly label?: string;
}) {
  const at = step === undefined ? -1 : steps.indexOf(step);
  const move = (to: number): void => {
    const next = steps[to];
    if (next !== undefined) onStep(next);
  };
  return (
    <span class="step-picker">
      <button
        type="button"
        aria-label={`${label} before`}
        disabled={at <= 0}
        onClick={() => move(at - 1)}
      >
        ◀
      </button>
      <label>
        {label}{' '}
        <select
          value={step === undefined ? '' : String(step)}
          onChange={(event) => onStep(Number(event.currentTarget.value))}
        >
          {near(steps, at).map((one) => (
            <option key={one} value={String(one)} selected={one === step}>
              {one}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        aria-label={`${label} after`}
        disabled={at === -1 || at >= steps.length - 1}
        onClick={() => move(at + 1)}
      >
        ▶
      </button>
    </span>
  );
}

const MOST_OPTIONS = 400;

/** Long lists offer the steps near the chosen one, and others evenly. */
function near(steps: readonly number[], at: number): readonly number[] {
  if (steps.length <= MOST_OPTIONS) return steps;
  const every = Math.ceil(steps.length / (MOST_OPTIONS / 2));
  return steps.filter(
    (_, index) =>
      index % every === 0 || index === steps.length - 1 || Math.abs(index - at) < MOST_OPTIONS / 4,
  );
}
