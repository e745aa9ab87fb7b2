import { useSignal } from '@preact/signals';
import { formatParameters, parametersOf } from '../../records/parameters.ts';
import { fieldsOf, parseJson } from '../../records/fields.ts';
import type { LineSummary } from '../../reducers/line-summary.ts';
import type { RunView } from '../../reducers/run-view.ts';
import { Diff } from '../parts/diff.tsx';
import { formatShare } from '../parts/format.ts';
import { Loading } from '../parts/loading.tsx';
import { StepPicker } from '../parts/step-picker.tsx';
import { Text } from '../parts/text.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import type { ViewProps } from './view-props.ts';

/** A state of a layer's parameters that lasts until the next change. */
interface Version {
  /** The first step that begins with it. */
  readonly step: number;
  readonly line: LineSummary;
  readonly devAccuracy: number | null;
}

/** Each layer's parameters, with the words that changed between versions. */
export function ParametersView({ studio, run, place }: ViewProps) {
  const view = run.view.value;
  const depth = Math.max(0, ...view.steps.map(({ began }) => began?.parameters.length ?? 0));
  const all = useSignal(false);
  if (depth === 0) return <p class="empty">No parameters are recorded yet.</p>;
  return (
    <>
      <p class="note">
        Each version of a layer's parameters, and what the step changed: <ins>added</ins>,{' '}
        <del>removed</del>. The dev accuracy is that of the whole network.
      </p>
      <label>
        <input
          type="checkbox"
          checked={all.value}
          onChange={(event) => (all.value = event.currentTarget.checked)}
        />{' '}
        Show whole texts instead of differences
      </label>
      {Array.from({ length: depth }, (_, index) => (
        <LayerHistory
          key={index}
          {...{ studio, run, place }}
          index={index}
          versions={versionsOf(view, index)}
          showsWhole={all.value}
        />
      ))}
    </>
  );
}

function LayerHistory({
  studio,
  run,
  place,
  index,
  versions,
  showsWhole,
}: ViewProps & {
  readonly index: number;
  readonly versions: readonly Version[];
  readonly showsWhole: boolean;
}) {
  const steps = versions.map(({ step }) => step);
  const at = place.step ?? Infinity;
  const chosen = versions.findLast(({ step }) => step <= at) ?? versions.at(0);
  const place0 = chosen ? versions.indexOf(chosen) : -1;
  const before = versions[place0 - 1];
  const lines = [before, chosen].flatMap((version) => (version ? [version.line] : []));
  const loaded = useLoaded(
    JSON.stringify([run.key, index, lines.map(({ offset }) => offset)]),
    async () =>
      Promise.all(
        lines.map(async (line) => {
          const text = await studio.source.readLine(run.key, line);
          const layer = text === null ? undefined : parametersOf(fieldsOf(parseJson(text)))[index];
          return layer === undefined ? null : formatParameters(layer);
        }),
      ),
  );
  return (
    <section>
      <div class="row">
        <h2>Layer {index + 1}</h2>
        <StepPicker
          label="From step"
          steps={steps}
          step={chosen?.step}
          onStep={(step) => studio.adjust({ step })}
        />
        <span class="note">
          version {place0 + 1} of {versions.length}
          {chosen?.devAccuracy === null || chosen === undefined
            ? ''
            : `; dev accuracy then ${formatShare(chosen.devAccuracy)}`}
        </span>
      </div>
      <Loading of={loaded}>
        {(texts) => {
          const [first, second] = texts;
          const now = before ? second : first;
          if (now === undefined || now === null)
            return <p class="note">These parameters are not in this file.</p>;
          if (!before || showsWhole) return <Text value={now} label={`layer ${index + 1}`} />;
          return <Diff before={first ?? ''} after={now} />;
        }}
      </Loading>
    </section>
  );
}

function versionsOf(view: RunView, index: number): readonly Version[] {
  const versions: Version[] = [];
  let last: number | undefined;
  const add = (
    step: number,
    line: LineSummary,
    hash: number | undefined,
    devAccuracy: number | null,
  ): void => {
    if (hash === undefined || hash === last) return;
    last = hash;
    versions.push({ step, line, devAccuracy });
  };
  for (const { iteration, began, stepped, validated } of view.steps) {
    if (began)
      add(
        iteration,
        began,
        began.parameters[index],
        began.devAccuracy ?? validated?.devAccuracy ?? null,
      );
    // The last step of a run has no iteration after it.
    if (stepped) add(iteration + 1, stepped, stepped.parameters[index], null);
  }
  return versions.map((version) => {
    const row = view.steps.find(({ iteration }) => iteration === version.step);
    return { ...version, devAccuracy: row?.validated?.devAccuracy ?? version.devAccuracy };
  });
}
