import { DownloadError } from './download-error.ts';

/** The error of several files, thrown after all others were fetched. */
export function createFetchError(errors: readonly Error[]): DownloadError {
  return new DownloadError({
    code: 'files-failed',
    message: errors.map(({ message }) => message).join('\n'),
    errors,
  });
}
