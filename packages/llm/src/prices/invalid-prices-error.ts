import { ModelSettingError } from '../model-setting-error.ts';

/** A table of prices that cannot be used. */
export function createInvalidPricesError({
  file,
  line,
  key,
  reason,
  cause,
}: {
  readonly file: string;
  /** Counted from 1. */
  readonly line?: number | undefined;
  /** Path of the entry in the file, such as `models.gpt-x.output`. */
  readonly key?: string | undefined;
  /** A sentence: what is wrong, and what would be right. */
  readonly reason: string;
  readonly cause?: unknown;
}): ModelSettingError {
  const place = line === undefined ? file : `${file}:${line}`;
  const message = `${place}: ${key === undefined ? '' : `${key}: `}${reason}`;
  return new ModelSettingError({ code: 'invalid-prices', message, file, line, key, cause });
}
