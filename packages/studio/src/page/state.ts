import { batch, computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { RunEntry, RunFileName, RunList } from '../contract.ts';
import { parseJson } from '../records/fields.ts';
import { parseNetwork, type RecordedNetwork } from '../records/network.ts';
import { parseAgreements, type Agreement } from '../records/agreement.ts';
import { parseRunConfig, type RunConfig } from '../records/run-config.ts';
import { parseTimeline, type TimelineEntry } from '../records/timeline.ts';
import { formatPlace, parsePlace, type Place } from '../reducers/place.ts';
import type { LineSummary } from '../reducers/line-summary.ts';
import { emptyView, foldLines, type RunView } from '../reducers/run-view.ts';
import { gatherLines } from './gather-lines.ts';
import type { RunKey, Source } from './sources/source.ts';

/** Between two drawings of a log that comes in many parts. */
const PAUSE_IN_MS = 500;

/** A run that the page follows. */
export interface OpenRun {
  readonly key: RunKey;
  readonly entry: ReadonlySignal<RunEntry | null>;
  readonly view: ReadonlySignal<RunView>;
  readonly datasets: ReadonlySignal<readonly string[]>;
  readonly problem: ReadonlySignal<string | null>;
  readonly isGone: ReadonlySignal<boolean>;
  /** Small files that are on their way. */
  readonly reading: ReadonlySignal<ReadonlySet<RunFileName>>;
  readonly config: ReadonlySignal<RunConfig | null>;
  readonly network: ReadonlySignal<RecordedNetwork | null>;
  readonly timeline: ReadonlySignal<readonly TimelineEntry[]>;
  /** Of each judge that has labels. */
  readonly agreements: ReadonlySignal<readonly Agreement[]>;
  readonly close: () => void;
}

/** What the page knows and does. */
export interface Studio {
  readonly source: Source;
  readonly place: ReadonlySignal<Place>;
  readonly list: Signal<RunList | null>;
  readonly listProblem: Signal<string | null>;
  readonly refreshList: () => Promise<void>;
  readonly go: (place: Place) => void;
  /** Changes parts of the place without a new entry in the history. */
  readonly adjust: (change: Partial<Place>) => void;
  /** The run of a key, followed until `keepOnly` leaves it out. */
  readonly openRun: (key: RunKey) => OpenRun;
  readonly keepOnly: (keys: readonly RunKey[]) => void;
}

/** Creates the state of the page. */
export function createStudio(source: Source): Studio {
  const place = signal<Place>(parsePlace(location.hash));
  addEventListener('hashchange', () => (place.value = parsePlace(location.hash)));
  const list = signal<RunList | null>(null);
  const listProblem = signal<string | null>(null);
  const open = new Map<string, OpenRun>();
  const nameOf = ({ run, dataset }: RunKey): string => JSON.stringify([run, dataset ?? null]);
  return {
    source,
    place,
    list,
    listProblem,
    refreshList: async () => {
      try {
        list.value = await source.list();
        listProblem.value = null;
      } catch (error) {
        listProblem.value = error instanceof Error ? error.message : String(error);
      }
    },
    go: (next) => (location.hash = formatPlace(next)),
    adjust: (change) => {
      const next = { ...place.value, ...change };
      history.replaceState(null, '', formatPlace(next));
      place.value = next;
    },
    openRun: (key) => {
      const name = nameOf(key);
      const known = open.get(name);
      if (known) return known;
      const run = followRun(source, key);
      open.set(name, run);
      return run;
    },
    keepOnly: (keys) => {
      const kept = new Set(keys.map(nameOf));
      for (const [name, run] of open)
        if (!kept.has(name)) {
          run.close();
          open.delete(name);
        }
    },
  };
}

/** Files that are read as a whole. */
const smallFiles = [
  'config.json',
  'network.json',
  'timeline.jsonl',
  'agreement.json',
] as const satisfies readonly RunFileName[];

function followRun(source: Source, key: RunKey): OpenRun {
  const entry = signal<RunEntry | null>(null);
  const view = signal<RunView>(emptyView);
  const datasets = signal<readonly string[]>([]);
  const problem = signal<string | null>(null);
  const isGone = signal(false);
  const texts = new Map<RunFileName, Signal<string | null>>();
  const seen = new Map<RunFileName, string>();
  const reading = signal<ReadonlySet<RunFileName>>(new Set());

  /** The text of a small file, read again when the file has changed. */
  const textOf = (name: RunFileName): Signal<string | null> => {
    const known = texts.get(name) ?? signal<string | null>(null);
    texts.set(name, known);
    return known;
  };
  const refreshTexts = (fresh: RunEntry): void => {
    for (const name of smallFiles) {
      const file = fresh.files.find((one) => one.name === name);
      const mark = file ? `${file.size} ${file.modified}` : '';
      if (mark === '' || seen.get(name) === mark) continue;
      seen.set(name, mark);
      reading.value = new Set([...reading.value, name]);
      source
        .readText(key, name)
        .then(
          (text) => (textOf(name).value = text),
          (error: unknown) =>
            (problem.value = error instanceof Error ? error.message : String(error)),
        )
        .finally(() => (reading.value = new Set([...reading.value].filter((one) => one !== name))));
    }
  };
  const lines = gatherLines<LineSummary>(
    (fresh) => (view.value = foldLines(view.value, fresh)),
    PAUSE_IN_MS,
  );
  const leave = source.follow(key, {
    onRun: (fresh) => {
      entry.value = fresh;
      isGone.value = false;
      refreshTexts(fresh);
    },
    onLines: lines.add,
    onGone: () =>
      batch(() => {
        lines.clear();
        view.value = emptyView;
        isGone.value = true;
      }),
    onProblem: (text) => (problem.value = text),
    onDatasets: (names) => (datasets.value = names),
  });
  const parsed = <Value>(
    name: RunFileName,
    parse: (text: string) => Value,
  ): ReadonlySignal<Value | null> => {
    const text = textOf(name);
    return computed(() => (text.value === null ? null : parse(text.value)));
  };
  const timeline = parsed('timeline.jsonl', parseTimeline);
  const agreements = parsed('agreement.json', (text) => parseAgreements(parseJson(text)));
  return {
    key,
    entry,
    view,
    datasets,
    problem,
    isGone,
    reading,
    agreements: computed(() => agreements.value ?? []),
    config: parsed('config.json', (text) => parseRunConfig(parseJson(text))),
    network: parsed('network.json', (text) => parseNetwork(parseJson(text))),
    timeline: computed(() => timeline.value ?? []),
    close: () => {
      leave();
      lines.clear();
    },
  };
}
