/** One run of a setting. */
export interface SettingRun {
  /** The setting, as text. */
  readonly setting: string;
  /** 0 to 1; `null` where nothing was validated. */
  readonly devAccuracy: number | null;
}

/**
 * The settings whose runs did best on dev, best first. Those with fewer runs than others come last, for a few lucky seeds are no better setting. Runs of a setting (its seeds) count by their mean, so that what is chosen is a setting and no lucky seed;
 * test accuracy plays no part. Among equals the first stays first.
 *
 * @param count how many settings are wanted
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
