import { isBeingRead, type RunPair } from './run-pair.ts';

/** A table with a column for each of two runs. */
export function SideBySide({
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

/** The settings in which two runs differ. */
export function SettingsDifference({
  pair,
  names,
}: {
  readonly pair: RunPair;
  readonly names: readonly string[];
}) {
  const settings = pair.map((one) => one.config.value?.settings ?? null);
  const [first, second] = settings;
  if (isBeingRead(pair, 'config.json')) return <p class="note">Reading…</p>;
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
