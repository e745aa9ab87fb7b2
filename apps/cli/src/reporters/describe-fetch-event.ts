import type { FetchEvent } from '@dln/datasets';
import { formatSize } from '@dln/run';

/**
 * An event in one line; `undefined` if it only moves a bar.
 *
 * @param bytes what the last event said of the file's size
 */
export function describeFetchEvent(event: FetchEvent, bytes: number): string | undefined {
  const { file } = event.published;
  switch (event.type) {
    case 'receiving':
      return undefined;
    case 'present':
      return `${file}  is here already`;
    case 'retrying':
      return `${file}  ${event.error.message.split('. ')[0] ?? ''}; trying again`;
    case 'fetched':
      return `${file}  ${formatSize(bytes)}`;
    case 'failed':
      return `${file}  failed`;
  }
}
