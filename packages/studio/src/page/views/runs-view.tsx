import { useSignal } from '@preact/signals';
import type { RunEntry } from '../../contract.ts';
import { formatPlace } from '../../reducers/place.ts';
import { formatAgo, formatCount, formatDollars, formatShare, formatTime } from '../parts/format.ts';
import { StatusMark } from '../parts/status-mark.tsx';
import { VirtualTable, type Column } from '../parts/virtual-table.tsx';
import type { Studio } from '../state.ts';
import { BenchTables } from './bench-tables.tsx';

/** All runs of the folder, and the tables of the bench. */
export function RunsView({ studio }: { readonly studio: Studio }) {
  const filter = useSignal('');
  const chosen = useSignal<readonly string[]>([]);
  const list = studio.list.value;
  if (list === null)
    return (
      <main>
        <h1>Runs</h1>
        {studio.listProblem.value === null ? (
          <p class="note">Reading…</p>
        ) : (
          <p class="problem" role="alert">
            {studio.listProblem.value}
          </p>
        )}
      </main>
    );
  const runs = list.runs.filter(({ kind }) => kind !== 'bench');
  const cells = list.runs.filter(({ kind }) => kind === 'bench');
  const words = filter.value
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  const shown = runs.filter((run) =>
    words.every((word) => describe(run).toLowerCase().includes(word)),
  );
  const [first, second] = chosen.value;
  return (
    <main>
      <div class="row">
        <h1>Runs</h1>
        <label class="filter">
          Filter{' '}
          <input
            type="search"
            value={filter.value}
            placeholder="name, dataset, model, status"
            onInput={(event) => (filter.value = event.currentTarget.value)}
          />
        </label>
        <span class="note">
          {formatCount(shown.length)} of {formatCount(runs.length)}
        </span>
        {first !== undefined && second !== undefined ? (
          <a class="button" href={formatPlace({ run: first, view: 'compare', against: second })}>
            Compare the two
          </a>
        ) : (
          runs.length > 1 && <span class="note">Tick two runs to compare them.</span>
        )}
      </div>
      {studio.listProblem.value !== null && (
        <p class="problem" role="alert">
          {studio.listProblem.value}
        </p>
      )}
      {runs.length === 0 && cells.length === 0 ? (
        <p class="empty">
          There is no run in this folder yet. Train a network, and it appears here.
        </p>
      ) : (
        <VirtualTable
          label="Runs"
          rows={shown}
          height={Math.min(24, Math.max(3, shown.length))}
          columns={columnsOf(
            chosen.value,
            (id) => {
              chosen.value = chosen.value.includes(id)
                ? chosen.value.filter((one) => one !== id)
                : [...chosen.value, id].slice(-2);
            },
            list.now,
          )}
        />
      )}
      {cells.length > 0 && <BenchTables cells={cells} />}
    </main>
  );
}

function describe({ name, dataset, models, status, preset }: RunEntry): string {
  return [name, dataset, ...models, status, preset].join(' ');
}

function columnsOf(
  chosen: readonly string[],
  onTick: (id: string) => void,
  now: number,
): readonly Column<RunEntry>[] {
  return [
    {
      name: 'Compare',
      cell: ({ id, name }) => (
        <input
          type="checkbox"
          aria-label={`Compare ${name}`}
          checked={chosen.includes(id)}
          onChange={() => onTick(id)}
        />
      ),
    },
    {
      name: 'Run',
      isWide: true,
      sort: ({ name }) => name,
      cell: ({ id, name }) => <a href={formatPlace({ run: id })}>{name}</a>,
    },
    {
      name: 'Status',
      sort: ({ status }) => status,
      cell: ({ status }) => <StatusMark status={status} />,
    },
    { name: 'Dataset', sort: ({ dataset }) => dataset, cell: ({ dataset }) => dataset ?? '–' },
    {
      name: 'Models',
      sort: ({ models }) => models.join(),
      cell: ({ models, kind }) =>
        kind === 'result-data' ? 'results of the reference' : models.join(', ') || '–',
    },
    {
      name: 'Layers',
      isNumber: true,
      sort: ({ layers }) => layers,
      cell: ({ layers }) => formatCount(layers),
    },
    {
      name: 'Steps',
      isNumber: true,
      sort: ({ steps }) => steps,
      cell: ({ steps, plannedSteps }) =>
        `${formatCount(steps)}${plannedSteps === null ? '' : ` / ${formatCount(plannedSteps)}`}`,
    },
    {
      name: 'Dev',
      isNumber: true,
      sort: ({ devAccuracy }) => devAccuracy,
      cell: ({ devAccuracy }) => formatShare(devAccuracy),
    },
    {
      name: 'Test',
      isNumber: true,
      sort: ({ testAccuracy }) => testAccuracy,
      cell: ({ testAccuracy }) => formatShare(testAccuracy),
    },
    {
      name: 'Test before',
      isNumber: true,
      sort: ({ baselineAccuracy }) => baselineAccuracy,
      cell: ({ baselineAccuracy }) => formatShare(baselineAccuracy),
    },
    {
      name: 'Tokens',
      isNumber: true,
      sort: ({ tokens }) => tokens,
      cell: ({ tokens }) => formatCount(tokens),
    },
    {
      name: 'Cost',
      isNumber: true,
      sort: ({ dollars }) => dollars,
      cell: ({ dollars }) => formatDollars(dollars),
    },
    {
      name: 'Changed',
      sort: ({ modified }) => -modified,
      cell: ({ modified }) => <span title={formatTime(modified)}>{formatAgo(now - modified)}</span>,
    },
  ];
}
