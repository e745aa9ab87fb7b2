import { activeTimeOf } from '../../reducers/active-time.ts';
import type { OmittedLine } from '../../reducers/line-summary.ts';
import { MOST_KEPT } from '../../reducers/run-view.ts';
import { Bar } from '../parts/bars.tsx';
import {
  formatCount,
  formatDollars,
  formatDuration,
  formatShare,
  formatTime,
} from '../parts/format.ts';
import { VirtualTable, type Column } from '../parts/virtual-table.tsx';
import { Figure } from './overview-view.tsx';
import type { ViewProps } from './view-props.ts';

/** What the run has used of its caps and of time, and what it did without. */
export function SpendingView({ run }: ViewProps) {
  const view = run.view.value;
  const config = run.config.value;
  const time = activeTimeOf(run.timeline.value);
  const steps = view.steps.filter(({ stepped }) => stepped !== null).length;
  const isRunning = run.entry.value?.status === 'running';
  const planned = config?.plannedSteps ?? null;
  const left =
    planned === null || time.perStepInMs === null
      ? null
      : Math.max(0, planned - steps) * time.perStepInMs;
  const { spending } = view;
  const caps = [
    { name: 'Requests', used: spending?.requests, cap: config?.caps.requests, show: formatCount },
    { name: 'Tokens', used: spending?.tokens, cap: config?.caps.tokens, show: formatCount },
    { name: 'US dollars', used: spending?.dollars, cap: config?.caps.dollars, show: formatDollars },
    {
      name: 'Minutes',
      used: time.last === null ? null : time.inMs / 60_000,
      cap: config?.caps.minutes,
      show: (value: number | null | undefined) =>
        value === null || value === undefined ? '–' : value.toFixed(1),
    },
  ];
  const retries = Object.entries(time.retries);
  return (
    <>
      <dl class="figures">
        <Figure name="Requests sent" value={formatCount(spending?.requests)} />
        <Figure
          name="Requests saved"
          value={formatCount(spending?.saved)}
          more="answered from earlier replies"
        />
        <Figure name="Time at work" value={formatDuration(time.last === null ? null : time.inMs)} />
        <Figure name="A step takes" value={formatDuration(time.perStepInMs)} more="on average" />
        {isRunning && (
          <Figure
            name="Time left"
            value={left === null ? '–' : `about ${formatDuration(left)}`}
            more="for the steps; the test comes on top"
          />
        )}
        <Figure name="Began" value={formatTime(time.began)} />
        <Figure name="Latest event" value={formatTime(time.last)} />
        <Figure
          name="Processes"
          value={formatCount(time.processes)}
          more={time.processes > 1 ? 'the run was resumed' : undefined}
        />
      </dl>
      <h2>Caps</h2>
      <div class="table-box" tabIndex={0} role="region" aria-label="Caps">
        <table>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col" class="number">
                Used
              </th>
              <th scope="col" class="number">
                Cap
              </th>
              <th scope="col">Share</th>
            </tr>
          </thead>
          <tbody>
            {caps.map(({ name, used, cap, show }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td class="number">{show(used)}</td>
                <td class="number">{cap === null || cap === undefined ? 'none' : show(cap)}</td>
                <td>
                  {used !== null &&
                  used !== undefined &&
                  cap !== null &&
                  cap !== undefined &&
                  cap > 0 ? (
                    <span class="weight">
                      <Bar share={used / cap} label={formatShare(used / cap)} />
                      {formatShare(used / cap)}
                    </span>
                  ) : (
                    '–'
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="note">
        Used is what answers took. Probing and failed attempts count against the caps as well, and
        are in spending.jsonl.
      </p>
      <h2>Retries</h2>
      {retries.length === 0 ? (
        <p class="empty">
          {time.last === null ? 'This run records no retries.' : 'No attempt was made again.'}
        </p>
      ) : (
        <ul>
          {retries.map(([kind, count]) => (
            <li key={kind}>
              {kind}: {formatCount(count)}
            </li>
          ))}
        </ul>
      )}
      <h2>Left out</h2>
      {view.omissions.length === 0 ? (
        <p class="empty">Nothing was left out.</p>
      ) : (
        <>
          {view.omissions.length === MOST_KEPT && (
            <p class="note">
              The first {formatCount(MOST_KEPT)} entries; {formatCount(view.omissionCount)} items in
              all.
            </p>
          )}
          <VirtualTable label="Left out" rows={view.omissions} columns={columns} height={16} />
        </>
      )}
      {view.problems.length > 0 && (
        <>
          <h2>Lines that this page does not know</h2>
          <VirtualTable
            label="Lines that this page does not know"
            rows={view.problems}
            columns={[
              { name: 'Byte', isNumber: true, cell: ({ offset }) => formatCount(offset) },
              { name: 'Bytes', isNumber: true, cell: ({ length }) => formatCount(length) },
              { name: 'Problem', isWide: true, cell: ({ problem }) => problem },
            ]}
          />
        </>
      )}
    </>
  );
}

const columns: readonly Column<OmittedLine>[] = [
  {
    name: 'Step',
    isNumber: true,
    cell: ({ iteration }) => iteration,
    sort: (row) => row.iteration,
  },
  { name: 'What', cell: ({ what }) => what, sort: ({ what }) => what },
  {
    name: 'Count',
    isNumber: true,
    cell: ({ count }) => formatCount(count),
    sort: (row) => row.count,
  },
  { name: 'Split', cell: ({ split }) => split },
  { name: 'Purpose', cell: ({ purpose }) => purpose, sort: ({ purpose }) => purpose },
  { name: 'Layer', isNumber: true, cell: ({ layer }) => (layer === null ? '' : layer + 1) },
  { name: 'Example', isNumber: true, cell: ({ example }) => example ?? '' },
  { name: 'Reason', cell: ({ kind }) => kind, sort: ({ kind }) => kind },
  { name: 'Message', isWide: true, cell: ({ message, text }) => `${message} ${text}` },
];
