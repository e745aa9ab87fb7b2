import { PassThrough } from 'node:stream';
import { type WriteStream } from 'node:tty';
import { DownloadError, type FetchEvent, type PublishedFile } from '@dln/datasets';
import { expect, it } from 'vitest';
import { createFetchBar } from './fetch-bar.ts';
import { createFetchLines } from './fetch-lines.ts';

const published: PublishedFile = {
  kind: 'copied',
  repository: 'someone/moods',
  commit: '0'.repeat(40),
  path: 'train.txt',
  file: 'moods/train.txt',
  bytes: 2_500_000,
  sha256: '0'.repeat(64),
};
const totalBytes = published.bytes;
const error = new DownloadError({
  url: 'http://mirror/train.txt',
  code: 'stalled',
  message: 'http://mirror/train.txt sent nothing for 30 s. What has come is kept.',
  isRetryable: true,
});
const events: readonly FetchEvent[] = [
  { type: 'present', published: { ...published, file: 'moods/test.txt' } },
  { type: 'receiving', published, bytes: 0, totalBytes },
  { type: 'receiving', published, bytes: 1_250_000, totalBytes },
  { type: 'retrying', published, error },
  { type: 'receiving', published, bytes: 1_250_000, totalBytes },
  { type: 'receiving', published, bytes: 2_500_000, totalBytes },
  { type: 'fetched', published },
  { type: 'failed', published: { ...published, file: 'moods/dev.txt' }, error },
];
const lines = [
  'moods/test.txt  is here already',
  'moods/train.txt  http://mirror/train.txt sent nothing for 30 s; trying again',
  'moods/train.txt  2.5 MB',
  'moods/dev.txt  failed',
];

it('writes a line for each file if there is no terminal', () => {
  let text = '';
  const reporter = createFetchLines((part) => (text += part));
  for (const event of events) reporter.onEvent(event);
  reporter.onEnd();
  expect(text).toBe(`${lines.join('\n')}\n`);
});

it('keeps a bar under the same lines in a terminal', () => {
  const stream = Object.assign(new PassThrough({ encoding: 'utf8' }), {
    isTTY: true,
    columns: 100,
    rows: 24,
    cursorTo: () => true,
    clearLine: () => true,
    moveCursor: () => true,
    clearScreenDown: () => true,
    getColorDepth: () => 1,
    hasColors: () => false,
  });
  const reporter = createFetchBar(stream as unknown as WriteStream);
  for (const event of events) reporter.onEvent(event);
  reporter.onEnd();
  const text = String(stream.read());
  for (const line of lines) expect(text).toContain(line);
});
