import { useEffect } from 'preact/hooks';
import { formatPlace, VIEWS, type View } from '../reducers/place.ts';
import { GuidePage } from './guide/guide-page.tsx';
import { formatShare } from './parts/format.ts';
import { StatusMark } from './parts/status-mark.tsx';
import { ThemeButton } from './parts/theme-button.tsx';
import type { RunKey } from './sources/source.ts';
import type { Studio } from './state.ts';
import { AnswersView } from './views/answers-view.tsx';
import { CandidatesView } from './views/candidates-view.tsx';
import { CompareView } from './views/compare-view.tsx';
import { ExamplesView } from './views/examples-view.tsx';
import { OverviewView } from './views/overview-view.tsx';
import { ParametersView } from './views/parameters-view.tsx';
import { RunsView } from './views/runs-view.tsx';
import { SettingsView } from './views/settings-view.tsx';
import { SpendingView } from './views/spending-view.tsx';
import type { ViewProps } from './views/view-props.ts';

const NAMES: Readonly<Record<View, string>> = {
  overview: 'Overview',
  candidates: 'Candidates',
  parameters: 'Parameters',
  examples: 'Examples',
  answers: 'Answers',
  spending: 'Spending',
  settings: 'Settings',
  compare: 'Compare',
};

/** How often the list of runs is read again while it is in sight. */
const LIST_EVERY_MS = 3000;

/** The page. */
export function App({ studio }: { readonly studio: Studio }) {
  const place = studio.place.value;
  const { run, dataset, against } = place;
  const keys: readonly RunKey[] = [
    ...(run === undefined ? [] : [{ run, dataset }]),
    ...(against === undefined ? [] : [{ run: against }]),
  ];
  useEffect(() => studio.keepOnly(keys), [run, dataset, against]);
  useEffect(() => {
    void studio.refreshList();
    if (!studio.source.isLive || run !== undefined) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void studio.refreshList();
    }, LIST_EVERY_MS);
    return () => clearInterval(timer);
  }, [run === undefined]);
  return (
    <>
      <header class="top">
        <a class="skip" href={location.hash || '#/'} onClick={focusMain}>
          Skip to the content
        </a>
        <a class="brand" href="#/">
          DLN studio
        </a>
        {studio.list.value?.guide === true && (
          <nav aria-label="Pages">
            <a href={formatPlace({ guide: 'open' })}>Guide</a>
          </nav>
        )}
        <ThemeButton />
      </header>
      {studio.source.remarks.length > 0 && (
        <aside class="remarks" aria-label="About this file">
          {studio.source.remarks.map((remark) => (
            <p key={remark}>{remark}</p>
          ))}
        </aside>
      )}
      {place.guide === 'open' && studio.source.isLive ? (
        <GuidePage />
      ) : run === undefined ? (
        <RunsView studio={studio} />
      ) : (
        <RunPage key={`${run} ${dataset ?? ''}`} studio={studio} runKey={{ run, dataset }} />
      )}
    </>
  );
}

function focusMain(event: Event): void {
  event.preventDefault();
  const main = document.querySelector('main');
  main?.setAttribute('tabindex', '-1');
  main?.focus();
}

function RunPage({ studio, runKey }: { readonly studio: Studio; readonly runKey: RunKey }) {
  const run = studio.openRun(runKey);
  const place = studio.place.value;
  const view = place.view ?? 'overview';
  const entry = run.entry.value;
  const problem = run.problem.value;
  const datasets = run.datasets.value;
  const name = entry?.name ?? runKey.run;
  useEffect(() => {
    document.title = `${name} · DLN studio`;
  }, [name]);
  return (
    <main>
      <div class="run-head">
        <h1>{name}</h1>
        {entry && <StatusMark status={entry.status} />}
        {entry?.dataset !== null && entry?.dataset !== undefined && datasets.length < 2 && (
          <span>{entry.dataset}</span>
        )}
        {datasets.length > 1 && (
          <label>
            Dataset{' '}
            <select
              value={runKey.dataset ?? datasets[0]}
              onChange={(event) =>
                studio.go({ run: runKey.run, view, dataset: event.currentTarget.value })
              }
            >
              {datasets.map((one) => (
                <option key={one} value={one} selected={one === runKey.dataset}>
                  {one}
                </option>
              ))}
            </select>
          </label>
        )}
        {entry && (
          <span class="note">
            {[
              entry.models.join(', '),
              entry.layers === null
                ? ''
                : `${entry.layers} ${entry.layers === 1 ? 'layer' : 'layers'}`,
              entry.preset === null ? '' : `preset ${entry.preset}`,
            ]
              .filter((part) => part !== '')
              .join(' · ')}
          </span>
        )}
        {run.view.value.best && (
          <span class="note">best dev {formatShare(run.view.value.best.devAccuracy)}</span>
        )}
      </div>
      <nav class="tabs" aria-label="Views of the run">
        {VIEWS.map((one) => (
          <a
            key={one}
            href={formatPlace({ ...place, view: one })}
            aria-current={one === view ? 'page' : undefined}
          >
            {NAMES[one]}
          </a>
        ))}
      </nav>
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {run.isGone.value ? (
        <p class="problem" role="alert">
          The directory of this run was removed, or its log was made anew. It is read again as soon
          as it is there.
        </p>
      ) : entry === null ? (
        problem === null && <p class="note">Reading…</p>
      ) : (
        <div class="view">{viewOf(view, { studio, run, place })}</div>
      )}
    </main>
  );
}

function viewOf(view: View, props: ViewProps) {
  switch (view) {
    case 'overview':
      return <OverviewView {...props} />;
    case 'candidates':
      return <CandidatesView {...props} />;
    case 'parameters':
      return <ParametersView {...props} />;
    case 'examples':
      return <ExamplesView {...props} />;
    case 'answers':
      return <AnswersView {...props} />;
    case 'spending':
      return <SpendingView {...props} />;
    case 'settings':
      return <SettingsView {...props} />;
    case 'compare':
      return <CompareView {...props} />;
  }
}
