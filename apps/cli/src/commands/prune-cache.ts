import { ConfigurationError, formatCount, hasCache, openCache } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';

const dayInMs = 24 * 60 * 60 * 1000;

/**
 * Deletes shared replies that were not used for some days, and prints how many.
 *
 * @throws ConfigurationError unless the days are a number
 */
export function pruneCache(options: {
  readonly days: string;
  readonly file: string | undefined;
  readonly isJson: boolean;
  readonly surroundings: Surroundings;
}): void {
  const { file, isJson, surroundings } = options;
  const { stdout, stderr, cacheFolder } = surroundings;
  const onNote = (text: string): void => void stderr.write(`${text}\n`);
  const days = Number(options.days);
  if (options.days.trim() === '' || !(days >= 0))
    throw new ConfigurationError([
      `--days ${JSON.stringify(options.days)} is no number of days; give 0 or more, as in --days 30 (0: all)`,
    ]);
  let [deleted, kept] = [0, 0];
  if (hasCache({ cacheFolder, file })) {
    using cache = openCache({ cacheFolder, file }, onNote);
    // With 0 days, a reply of this very instant is old enough.
    const before = days === 0 ? Infinity : Date.now() - days * dayInMs;
    deleted = cache.store.prune(new Date(Math.min(before, Date.now() + dayInMs)));
    kept = cache.store.statistics().replies;
  }
  stdout.write(
    isJson
      ? `${JSON.stringify({ deleted, kept })}\n`
      : `${formatCount(deleted)} replies deleted, ${formatCount(kept)} kept\n`,
  );
}
