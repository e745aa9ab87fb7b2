import { formatCount, formatSize, hasCache, openCache, usualCacheFile } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';

/** Prints where shared replies lie and how many there are. */
export function cacheStatistics(options: {
  readonly file: string | undefined;
  readonly isJson: boolean;
  readonly surroundings: Surroundings;
}): void {
  const { file, isJson, surroundings } = options;
  const { stdout, stderr, cacheFolder } = surroundings;
  const onNote = (text: string): void => void stderr.write(`${text}\n`);
  const statistics = { file: file ?? usualCacheFile(cacheFolder), replies: 0, bytes: 0 };
  if (hasCache({ cacheFolder, file })) {
    using cache = openCache({ cacheFolder, file }, onNote);
    Object.assign(statistics, cache.store.statistics());
  }
  const { replies, bytes } = statistics;
  stdout.write(
    isJson
      ? `${JSON.stringify(statistics)}\n`
      : `${statistics.file}\n${formatCount(replies)} replies, ${formatSize(bytes)} of text\n`,
  );
}
