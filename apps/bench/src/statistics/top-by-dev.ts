/** One run of a setting. */
export interface SettingRun {
  /** The setting, as text. */
  readonly setting: string;
  /** 0 to 1; `null` without a validation. */
  readonly devAccuracy: number | null;
}

/**
 * The settings whose runs did best on dev, best first. Settings with fewer runs come last, because
 * a few lucky seeds do not make a better setting. Runs of a setting (its seeds) count by their
 * mean; test accuracy is not used. Ties keep their order.
 *
 * @param count number of settings to return
 */
export function topByDev<Run extends SettingRun>(
  runs: readonly Run[],
  count: number,
): readonly {
  readonly setting: string;
  readonly devMean: number;
  readonly runs: readonly Run[];
}[] {
  const bySetting = [...Map.groupBy(runs, ({ setting }) => setting)];
  const most = Math.max(...bySetting.map(([, { length }]) => length));
  const isWhole = (members: readonly Run[]): number => Number(members.length === most);
  return bySetting
    .map(([setting, members]) => ({ setting, devMean: devMean(members), runs: members }))
    .sort((left, right) => isWhole(right.runs) - isWhole(left.runs) || right.devMean - left.devMean)
    .slice(0, count);
}

function devMean(runs: readonly SettingRun[]): number {
  return runs.reduce((sum, { devAccuracy }) => sum + (devAccuracy ?? 0), 0) / runs.length;
}
