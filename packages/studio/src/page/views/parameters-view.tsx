import { useSignal } from '@preact/signals';
import { formatParameters, parametersOf } from '../../records/parameters.ts';
import { fieldsOf, parseJson } from '../../records/fields.ts';
import { versionsOf, type ParameterVersion } from '../../reducers/parameter-versions.ts';
import { Diff } from '../parts/diff.tsx';
import { formatShare } from '../parts/format.ts';
import { Loading } from '../parts/loading.tsx';
import { StepPicker } from '../parts/step-picker.tsx';
import { Text } from '../parts/text.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import type { ViewProps } from './view-props.ts';

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

/** Versions that are shown at once. */
const SHOWN = 8;

function LayerHistory({
  studio,
  run,
  place,
  index,
  versions,
  showsWhole,
}: ViewProps & {
  readonly index: number;
  readonly versions: readonly ParameterVersion[];
  readonly showsWhole: boolean;
}) {
  const more = useSignal(0);
  const at = place.step ?? Infinity;
  const chosen = Math.max(
    0,
    versions.findLastIndex(({ step }) => step <= at),
  );
  const first = Math.max(0, chosen - SHOWN - more.value);
  const shown = versions.slice(first, chosen + 1);
  const loaded = useLoaded(
    JSON.stringify([run.key, index, shown.map(({ line }) => line.offset)]),
    async () =>
      Promise.all(
        shown.map(async ({ line }) => {
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
          steps={[...new Set(versions.map(({ step }) => step))]}
          step={versions[chosen]?.step}
          onStep={(step) => studio.adjust({ step })}
        />
        <span class="note">
          version {chosen + 1} of {versions.length}, the latest first
        </span>
      </div>
      <Loading of={loaded}>
        {(texts) =>
          shown.length !== texts.length ? (
            <p class="note">Reading…</p>
          ) : (
            shown
              .map((version, place) => (
                <VersionEntry
                  key={first + place}
                  version={version}
                  text={texts[place] ?? null}
                  before={
                    showsWhole || first + place === 0 ? undefined : (texts[place - 1] ?? undefined)
                  }
                  isChosen={first + place === chosen}
                />
              ))
              .slice(first > 0 ? 1 : 0)
              .reverse()
          )
        }
      </Loading>
      {first > 0 && (
        <button type="button" onClick={() => (more.value += SHOWN)}>
          Show {Math.min(SHOWN, first + 1)} earlier versions
        </button>
      )}
    </section>
  );
}

function VersionEntry({
  version: { step, devAccuracy, isPutBack },
  text,
  before,
  isChosen,
}: {
  readonly version: ParameterVersion;
  readonly text: string | null;
  /** Undefined shows the whole text. */
  readonly before: string | undefined;
  readonly isChosen: boolean;
}) {
  return (
    <div class="version" aria-current={isChosen ? 'true' : undefined}>
      <div class="version-name">
        <b>{step === 0 ? 'at the start' : `from step ${step}`}</b>
        {isPutBack && <span class="note">the best ones, put back</span>}
        {devAccuracy !== null && <span class="note">dev accuracy {formatShare(devAccuracy)}</span>}
      </div>
      <div>
        {text === null ? (
          <p class="note">These parameters are not in this file.</p>
        ) : before === undefined ? (
          <Text value={text} label={`parameters from step ${step}`} />
        ) : (
          <Diff before={before} after={text} />
        )}
      </div>
    </div>
  );
}
