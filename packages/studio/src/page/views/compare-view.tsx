import { formatParameters } from '../../records/parameters.ts';
import { curvesOf, type Curves } from '../../reducers/series.ts';
import { Chart } from '../parts/chart.tsx';
import { Diff } from '../parts/diff.tsx';
import { formatCount, formatDollars, formatShare } from '../parts/format.ts';
import type { OpenRun } from '../state.ts';
import { AnswersDifference } from './compare-answers.tsx';
import { SettingsDifference, SideBySide } from './compare-settings.tsx';
import { isBeingRead, type RunPair } from './run-pair.ts';
import type { ViewProps } from './view-props.ts';

/**
 * Two runs side by side: settings, results, curves, parameters, and the examples whose answers
 * differ.
 */
export function CompareView({ studio, run, place }: ViewProps) {
  const { against } = place;
  const others = (studio.list.value?.runs ?? []).filter(
    ({ id, kind }) => id !== run.key.run && kind !== 'bench',
  );
  return (
    <>
      <label>
        Compare with{' '}
        <select
          value={against ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget;
            const { against: _before, ...rest } = place;
            studio.go(value === '' ? rest : { ...rest, against: value });
          }}
        >
          <option value="">choose a run</option>
          {others.map(({ id, name }) => (
            <option key={id} value={id} selected={id === against}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {against === undefined ? (
        <p class="empty">
          {others.length === 0
            ? 'There is no other run to compare with.'
            : 'Choose a run to compare with.'}
        </p>
      ) : (
        <Comparison {...{ studio, run, place }} other={studio.openRun({ run: against })} />
      )}
    </>
  );
}

function Comparison({ studio, run, place, other }: ViewProps & { readonly other: OpenRun }) {
  const pair = [run, other] as const;
  const names = pair.map((one) => one.entry.value?.name ?? one.key.run);
  const [a = '', b = ''] = names;
  const problem = other.problem.value;
  return (
    <>
      {problem !== null && <p class="problem">{problem}</p>}
      <h2>Results</h2>
      <SideBySide
        label="Results"
        names={names}
        rows={[
          ['Status', ...pair.map((one) => one.entry.value?.status ?? '–')],
          ['Dataset', ...pair.map((one) => one.entry.value?.dataset ?? '–')],
          [
            'Steps',
            ...pair.map((one) =>
              formatCount(one.view.value.steps.filter(({ stepped }) => stepped !== null).length),
            ),
          ],
          [
            'Best dev accuracy',
            ...pair.map((one) => formatShare(one.view.value.best?.devAccuracy)),
          ],
          ['Test accuracy', ...pair.map((one) => formatShare(one.view.value.tested?.testAccuracy))],
          ['Tokens', ...pair.map((one) => formatCount(one.view.value.spending?.tokens))],
          ['Cost', ...pair.map((one) => formatDollars(one.view.value.spending?.dollars))],
        ]}
      />
      <h2>Settings that differ</h2>
      <SettingsDifference pair={pair} names={names} />
      <h2>Curves</h2>
      <div class="charts">
        {overlaid(pair, names).map((curves) => (
          <Chart
            key={curves.name}
            curves={curves}
            step={place.step}
            onStep={(step) => studio.adjust({ step })}
          />
        ))}
      </div>
      <h2>Best parameters</h2>
      <p class="note">
        <del>only in {a}</del>, <ins>only in {b}</ins>
      </p>
      <ParametersDifference pair={pair} />
      <h2>Examples whose answers differ</h2>
      <AnswersDifference {...{ studio, pair, names }} />
    </>
  );
}

function overlaid(pair: RunPair, names: readonly string[]): readonly Curves[] {
  const [ours, others] = pair.map((one) => curvesOf(one.view.value));
  const [a = '', b = ''] = names;
  return (ours ?? []).map((curves) => {
    const [main] = curves.series;
    const other = others?.find(({ name }) => name === curves.name)?.series[0];
    const series = [
      ...(main ? [{ ...main, name: `${main.name}: ${a}` }] : []),
      ...(other ? [{ ...other, name: `${other.name}: ${b}` }] : []),
    ];
    return { ...curves, series };
  });
}

function ParametersDifference({ pair }: { readonly pair: RunPair }) {
  const [ours, others] = pair.map((one) =>
    (one.network.value?.layers ?? []).map(({ parameters }) => formatParameters(parameters)),
  );
  if (isBeingRead(pair, 'network.json')) return <p class="note">Reading…</p>;
  if (!ours || !others || ours.length === 0 || others.length === 0)
    return <p class="empty">One of the runs has no network on record.</p>;
  return (
    <>
      {Array.from({ length: Math.max(ours.length, others.length) }, (_, at) => (
        <section key={at}>
          <h3>Layer {at + 1}</h3>
          {ours[at] === undefined || others[at] === undefined ? (
            <p class="note">Only one of the networks has this layer.</p>
          ) : (
            <Diff before={ours[at]} after={others[at]} />
          )}
        </section>
      ))}
    </>
  );
}
