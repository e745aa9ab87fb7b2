import { curvesOf } from '../../reducers/series.ts';
import type { StepRow } from '../../reducers/run-view.ts';
import { activeTimeOf } from '../../reducers/active-time.ts';
import { Chart } from '../parts/chart.tsx';
import {
  formatCount,
  formatDollars,
  formatDuration,
  formatNats,
  formatShare,
  formatWithError,
} from '../parts/format.ts';
import { VirtualTable, type Column } from '../parts/virtual-table.tsx';
import type { ViewProps } from './view-props.ts';

/** Figures, curves, and a table of the steps. */
export function OverviewView({ studio, run, place }: ViewProps) {
  const view = run.view.value;
  const entry = run.entry.value;
  const { baseline, tested, best, spending } = view;
  const steps = view.steps.filter(({ stepped }) => stepped !== null).length;
  const planned = run.config.value?.plannedSteps ?? entry?.plannedSteps ?? null;
  const time = activeTimeOf(run.timeline.value);
  const onStep = (step: number): void => studio.adjust({ step });
  return (
    <>
      <dl class="figures">
        <Figure
          name="Steps"
          value={`${formatCount(steps)}${planned === null ? '' : ` of ${formatCount(planned)}`}`}
        />
        <Figure
          name="Best dev accuracy"
          value={formatShare(best?.devAccuracy)}
          more={best ? `before step ${best.iteration ?? '–'}` : undefined}
        />
        <Figure
          name="Test accuracy"
          value={formatShare(tested?.testAccuracy)}
          more={
            baseline
              ? `${formatShare(baseline.testAccuracy)} with the initial parameters`
              : undefined
          }
        />
        {best?.bound && (
          <Figure
            name="Bound at the best"
            value={formatWithError(best.bound.nats, best.bound.standardError)}
            more="nats per example"
          />
        )}
        <Figure
          name="Tokens"
          value={formatCount(spending?.tokens)}
          more={`${formatCount(spending?.requests)} requests sent, ${formatCount(spending?.saved)} saved`}
        />
        <Figure name="Cost" value={formatDollars(spending?.dollars)} />
        {time.last !== null && <Figure name="Time at work" value={formatDuration(time.inMs)} />}
        {run.agreements.value.map(({ labels, count, agreed, interval: [low, high], kappa }) => (
          <Figure
            key={labels}
            name="Judge and people agree"
            value={formatShare(agreed / count)}
            more={`on ${formatCount(count)} labels; 95 % interval ${formatShare(low)} to ${formatShare(high)}${kappa === null ? '' : `; kappa ${kappa.toFixed(2)}`}`}
          />
        ))}
        <Figure
          name="Left out"
          value={formatCount(view.omissionCount)}
          more="examples, texts or proposals without an answer"
        />
      </dl>
      {view.stoppedEarly && <p class="note">Training ended early: the dev accuracy is 100 %.</p>}
      {view.steps.length === 0 ? (
        <p class="empty">Nothing has been recorded yet.</p>
      ) : (
        <>
          <div class="charts">
            {curvesOf(view).map((curves) => (
              <Chart key={curves.name} curves={curves} step={place.step} onStep={onStep} />
            ))}
          </div>
          <h2>Steps</h2>
          <VirtualTable
            label="Steps"
            rows={view.steps}
            columns={columns}
            height={14}
            isChosen={({ iteration }) => iteration === place.step}
            onChoose={({ iteration }) => onStep(iteration)}
          />
        </>
      )}
    </>
  );
}

/** A figure with its name. */
export function Figure({
  name,
  value,
  more,
}: {
  readonly name: string;
  readonly value: string;
  readonly more?: string | undefined;
}) {
  return (
    <div class="figure">
      <dt>{name}</dt>
      <dd>
        <b>{value}</b>
        {more !== undefined && <span class="note">{more}</span>}
      </dd>
    </div>
  );
}

const columns: readonly Column<StepRow>[] = [
  {
    name: 'Step',
    isNumber: true,
    cell: ({ iteration }) => iteration,
    sort: (row) => row.iteration,
  },
  {
    name: 'Dev before',
    isNumber: true,
    sort: (row) => row.validated?.devAccuracy ?? null,
    cell: ({ validated }) =>
      validated ? `${formatShare(validated.devAccuracy)}${validated.isBest ? ' ★' : ''}` : '–',
  },
  {
    name: 'Bound before',
    isNumber: true,
    sort: (row) => row.validated?.bound?.nats ?? null,
    cell: ({ validated }) =>
      formatWithError(validated?.bound?.nats, validated?.bound?.standardError),
  },
  {
    name: 'Batch accuracy',
    isNumber: true,
    sort: (row) => row.stepped?.accuracy ?? null,
    cell: ({ stepped }) => formatShare(stepped?.accuracy),
  },
  {
    name: 'Score',
    isNumber: true,
    sort: (row) => row.stepped?.score ?? null,
    cell: ({ stepped }) => formatNats(stepped?.score),
  },
  {
    name: 'Candidates',
    cell: ({ stepped }) => stepped?.layers.map(({ candidates }) => candidates).join(' + ') ?? '–',
  },
  { name: 'Changed layers', isWide: true, cell: (row) => describeChange(row) },
  {
    name: 'Left out',
    isNumber: true,
    sort: (row) => row.omitted,
    cell: ({ omitted }) => (omitted === 0 ? '' : formatCount(omitted)),
  },
  {
    name: 'Tokens by then',
    isNumber: true,
    cell: ({ stepped, began }) => formatCount((stepped ?? began)?.spending?.tokens),
  },
];

function describeChange({ stepped, changed, isRestored }: StepRow): string {
  const restored = isRestored ? 'best parameters put back; ' : '';
  if (!stepped) return restored;
  if (stepped.isErrorFree && !changed.includes(true))
    return `${restored}none: no error in the batch`;
  const layers = changed.flatMap((isChanged, at) =>
    isChanged ? [`${at + 1} (${stepped.layers[at]?.origin ?? 'unknown origin'})`] : [],
  );
  return restored + (layers.length === 0 ? 'none' : layers.join(', '));
}
