import { useSignal } from '@preact/signals';
import { Text } from '../parts/text.tsx';
import type { NetworkLayer } from '../../records/network.ts';
import { formatBytes, formatShare, formatTime } from '../parts/format.ts';
import { StatusMark } from '../parts/status-mark.tsx';
import type { ViewProps } from './view-props.ts';

/** What the run was asked, with what it was made, and the files of its directory. */
export function SettingsView({ run }: ViewProps) {
  const words = useSignal('');
  const config = run.config.value;
  const entry = run.entry.value;
  const settings = Object.entries(config?.settings ?? {}).filter(([name]) =>
    name.toLowerCase().includes(words.value.toLowerCase()),
  );
  return (
    <>
      {config === null ? (
        <p class="empty">This run has no config.json.</p>
      ) : (
        <>
          <div class="row">
            <h2>Settings</h2>
            <label class="filter">
              Filter{' '}
              <input
                type="search"
                value={words.value}
                onInput={(event) => (words.value = event.currentTarget.value)}
              />
            </label>
          </div>
          <Pairs name="Settings" pairs={settings.map(([name, value]) => [name, show(value)])} />
          <h2>Versions</h2>
          <Pairs name="Versions" pairs={Object.entries(config.versions)} />
        </>
      )}
      <h2>Best network</h2>
      {run.network.value === null ? (
        <p class="empty">There is no network.json yet.</p>
      ) : (
        run.network.value.layers.map(({ template, classes, calibration }, at) => (
          <section key={at}>
            <h3>Layer {at + 1}</h3>
            {classes && <p>Classes: {classes.map((texts) => texts.join(' | ')).join(', ')}</p>}
            {calibration && <p>{describeCalibration(calibration, classes)}</p>}
            {template !== null && <Text value={template} label={`template of layer ${at + 1}`} />}
          </section>
        ))
      )}
      {entry && (
        <>
          <h2>Files</h2>
          <p>
            <StatusMark status={entry.status} />
          </p>
          <Pairs
            name="Files"
            pairs={entry.files.map(({ name, size, modified }) => [
              name,
              `${formatBytes(size)}, ${formatTime(modified)}`,
            ])}
          />
        </>
      )}
    </>
  );
}

function describeCalibration(
  { name, prior }: NonNullable<NetworkLayer['calibration']>,
  classes: NetworkLayer['classes'],
): string {
  if (prior.length === 0) return `Calibration: ${name}.`;
  const shares = prior.map((share, at) => `${classes?.[at]?.[0] ?? at + 1} ${formatShare(share)}`);
  return `Calibration: ${name}. Prior of the classes that scores are divided by: ${shares.join(', ')}.`;
}

function Pairs({
  name,
  pairs,
}: {
  readonly name: string;
  readonly pairs: readonly (readonly [string, string])[];
}) {
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label={name}>
      <table class="pairs">
        <tbody>
          {pairs.map(([key, value]) => (
            <tr key={key}>
              <th scope="row">{key}</th>
              <td class="wrap">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
