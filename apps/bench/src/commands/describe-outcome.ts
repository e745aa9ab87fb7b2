import type { Cell } from '../cells/cell.ts';
import type { CellOutcome } from '../running/run-cells.ts';
import { failureMessage } from '../running/failure-message.ts';

/** One line about a finished cell. */
export function describeOutcome(outcome: CellOutcome, place: string): string {
  const name = describeCell(outcome.cell);
  if (outcome.type === 'failed')
    return `${place} ${name}: failed: ${failureMessage(outcome.error).split('\n')[0] ?? ''}`;
  const { testAccuracy, devAccuracy, requests } = outcome.result;
  const dev = devAccuracy === null ? '' : `, dev ${percent(devAccuracy)}`;
  const before = outcome.type === 'skipped' ? ' (done before)' : '';
  return (
    `${place} ${name}: test ${percent(testAccuracy)}${dev}, ${requests.toLocaleString('en')} ` +
    `requests${before}`
  );
}

/** A cell's name within its table. */
export function describeCell({ name }: Cell): string {
  const { row, dataset, setting, seed } = name;
  return [dataset, row, setting, `seed ${seed}`].filter((part) => part !== '').join(' · ');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
