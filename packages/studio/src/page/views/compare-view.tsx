import { mcNemarTest } from '@dln/vi/report';
import { useSignal } from '@preact/signals';
import { parseAnswers } from '../../records/answers.ts';
import { parseJson } from '../../records/fields.ts';
import { formatParameters } from '../../records/parameters.ts';
import { clip } from '../../reducers/clip.ts';
import { classesOf, judgeAnswers, type JudgedAnswer } from '../../reducers/judge-answers.ts';
import { changeOf, matchAnswers, type AnswerPair } from '../../reducers/match-answers.ts';
import { sharedStart, withoutStart } from '../../reducers/shared-start.ts';
import { curvesOf, type Curves } from '../../reducers/series.ts';
import { Chart } from '../parts/chart.tsx';
import { Diff } from '../parts/diff.tsx';
import { formatCount, formatDollars, formatShare } from '../parts/format.ts';
import { Loading } from '../parts/loading.tsx';
import { Text } from '../parts/text.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import { VirtualTable } from '../parts/virtual-table.tsx';
import type { OpenRun } from '../state.ts';
import { answerSetsOf } from './answers-view.tsx';
import { Stage, Verdict } from '../parts/stage.tsx';
import type { ViewProps } from './view-props.ts';

/** Two runs side by side: settings, results, curves, parameters, and the examples whose answers differ. */
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

type Pair = readonly [OpenRun, OpenRun];

function SideBySide({
  label,
  names,
  rows,
}: {
  readonly label: string;
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}) {
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label={label}>
      <table class="pairs">
        <thead>
          <tr>
            <td />
            {names.map((name, at) => (
              <th key={at} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...values]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {values.map((value, at) => (
                <td key={at} class="wrap">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Settings that say where results go, and nothing of the run. */
const PLACES = ['outDir', 'resultDataPath'];

function SettingsDifference({
  pair,
  names,
}: {
  readonly pair: Pair;
  readonly names: readonly string[];
}) {
  const settings = pair.map((one) => one.config.value?.settings ?? null);
  const [first, second] = settings;
  if (!first || !second) return <p class="empty">One of the runs has no settings on record.</p>;
  const rows = [...new Set([...Object.keys(first), ...Object.keys(second)])]
    .filter((name) => !PLACES.includes(name))
    .map((name) => [name, show(first[name]), show(second[name])] as const)
    .filter(([, one, other]) => one !== other);
  return rows.length === 0 ? (
    <p class="empty">All settings are equal.</p>
  ) : (
    <SideBySide label="Settings that differ" names={names} rows={rows} />
  );
}

function show(value: unknown): string {
  return value === undefined
    ? 'not recorded'
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
}

function overlaid(pair: Pair, names: readonly string[]): readonly Curves[] {
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

function ParametersDifference({ pair }: { readonly pair: Pair }) {
  const [ours, others] = pair.map((one) =>
    (one.network.value?.layers ?? []).map(({ parameters }) => formatParameters(parameters)),
  );
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

function AnswersDifference({
  studio,
  pair,
  names,
}: {
  readonly studio: ViewProps['studio'];
  readonly pair: Pair;
  readonly names: readonly string[];
}) {
  const sets = pair.map((one) => {
    const all = answerSetsOf(one.view.value);
    return (
      all.find(({ id }) => id === 'tested') ??
      all.findLast(({ line }) => line.type === 'validated' && line.isBest) ??
      all.at(-1)
    );
  });
  const loaded = useLoaded(
    JSON.stringify(sets.map((set, at) => [pair[at]?.key, set?.line.offset ?? null])),
    async () =>
      Promise.all(
        pair.map(async (one, at) => {
          const set = sets[at];
          const text = set ? await studio.source.readLine(one.key, set.line) : null;
          return text === null ? null : parseAnswers(parseJson(text));
        }),
      ),
  );
  return (
    <Loading of={loaded}>
      {([ours, others]) => {
        if (!ours || !others) return <p class="empty">One of the runs has no answers on record.</p>;
        const network = pair[0].network.value?.layers.at(-1)?.classes ?? null;
        const classes = classesOf(network, ours);
        const pairs = matchAnswers(judgeAnswers(ours, classes), judgeAnswers(others, classes));
        return <Changes pairs={pairs} names={names} sets={sets.map((set) => set?.name ?? '')} />;
      }}
    </Loading>
  );
}

function Changes({
  pairs,
  names,
  sets,
}: {
  readonly pairs: readonly AnswerPair[];
  readonly names: readonly string[];
  readonly sets: readonly string[];
}) {
  const chosen = useSignal<number>(0);
  const [a = '', b = ''] = names;
  const start = sharedStart(pairs.map(({ after }) => after.input));
  const changes = pairs.map((pair) => ({ pair, change: changeOf(pair) }));
  const shown = changes
    .filter(({ change }) => change !== 'same')
    .toSorted((one, other) => orderOf(one.change) - orderOf(other.change));
  const isRight = ({ judgedLoss }: JudgedAnswer): boolean => judgedLoss === 0;
  const p =
    pairs.length === 0
      ? null
      : mcNemarTest(
          pairs.map(({ before }) => isRight(before)),
          pairs.map(({ after }) => isRight(after)),
        );
  const count = (change: string): number => changes.filter((one) => one.change === change).length;
  const one = shown[chosen.value]?.pair;
  if (pairs.length === 0)
    return <p class="empty">The answers on record share no input ({sets.join('; ')}).</p>;
  return (
    <>
      <p>
        {formatCount(pairs.length)} examples in both ({sets.join('; ')}). Right only in {b}:{' '}
        {formatCount(count('fixed'))}; right only in {a}: {formatCount(count('broken'))}; other
        words: {formatCount(count('reworded'))}.{p !== null && ` McNemar's p: ${p.toPrecision(2)}.`}
      </p>
      {shown.length > 0 && (
        <div class="split">
          <VirtualTable
            label="Answers that differ"
            rows={shown}
            height={14}
            isChosen={(_, index) => index === chosen.value}
            onChoose={(_, index) => (chosen.value = index)}
            columns={[
              { name: 'Change', cell: ({ change }) => describeChange(change, a, b) },
              { name: 'Target', cell: ({ pair }) => clip(pair.after.target, 40) },
              {
                name: 'Input',
                isWide: true,
                cell: ({ pair }) => withoutStart(pair.after.input, start),
              },
            ]}
          />
          {one && (
            <article class="path" aria-label="Both answers">
              <Stage name="Input">
                <Text value={one.after.input} label="input" />
              </Stage>
              {[one.before, one.after].map((answer, at) => (
                <Stage key={at} name={names[at] ?? ''}>
                  {answer.hiddenTexts.map((text, layer) => (
                    <Text key={layer} value={text} label={`layer ${layer + 1}`} />
                  ))}
                  <Text value={answer.output} label="answer" />
                  <Verdict loss={answer.judgedLoss} />
                </Stage>
              ))}
              <Stage name="Target">
                <Text value={one.after.target} label="target" />
              </Stage>
            </article>
          )}
        </div>
      )}
    </>
  );
}

function orderOf(change: string): number {
  return ['broken', 'fixed', 'reworded'].indexOf(change);
}

function describeChange(change: string, a: string, b: string): string {
  if (change === 'fixed') return `right only in ${b}`;
  return change === 'broken' ? `right only in ${a}` : 'other words';
}
