import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DownloadError } from './download-error.ts';
import { fetchDatasets, type FetchDatasetsOptions } from './fetch-datasets.ts';
import type { FetchEvent } from './fetch-event.ts';
import type { PublishedFile, PublishedFiles } from './published-file.ts';
import { startFileServer, type Fault, type FileServer } from './start-file-server.fixture.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';
const place = { repository: 'someone/moods', commit };
const at = (path: string): string => `someone/moods/${commit}/${path}`;

const train = 'a dull film\na fine film\n';
const test = 'a film\n';

const copied = (file: string, text: string): PublishedFile => ({
  kind: 'copied',
  ...place,
  path: `data/${file}`,
  file: `moods/${file}`,
  bytes: text.length,
  sha256: createHash('sha256').update(text).digest('hex'),
});
const trainFile = copied('train.txt', train);
const testFile = copied('test.txt', test);
const sources: PublishedFiles = new Map([['moods', [trainFile]]]);
const served = { [at('data/train.txt')]: train, [at('data/test.txt')]: test };

let dataDir: string;
let events: string[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'fetched-'));
  events = [];
});
afterEach(async () => {
  await rm(dataDir, { recursive: true });
});

const note = (event: FetchEvent): void => {
  const details = event.type === 'receiving' ? ` ${event.bytes}/${event.totalBytes ?? '?'}` : '';
  const reason = event.type === 'retrying' ? ` ${event.error.code}` : '';
  events.push(`${event.type}${details}${reason}`);
};

const fetchFrom = (
  server: Pick<FileServer, 'url'> & Partial<FileServer>,
  options: Partial<FetchDatasetsOptions> = {},
): Promise<void> =>
  fetchDatasets({
    dataDir,
    baseUrl: server.url,
    sources,
    onEvent: (event) => {
      note(event);
      if (event.type === 'receiving') server.received?.(event.bytes);
    },
    retryDelayInMs: 1,
    stallTimeoutInMs: 10_000,
    ...options,
  });

const read = (file: string): Promise<string> => readFile(join(dataDir, file), 'utf8');
const write = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(join(dataDir, file)), { recursive: true });
  await writeFile(join(dataDir, file), text);
};
const filesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(join(dataDir, folder)).catch(() => [])).toSorted();

/** The error that a fetch ends with. */
const failureOf = async (fetching: Promise<void>): Promise<Error> => {
  const error: unknown = await fetching.catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: 'DownloadError', code: 'files-failed' });
  const { errors } = error as DownloadError;
  expect(errors).toHaveLength(1);
  return errors[0] ?? new Error('none');
};

describe('fetchDatasets', () => {
  it('sends requests with the fetch that it is given', async () => {
    await using server = await startFileServer(served);
    const asked: string[] = [];
    await fetchFrom(server, {
      fetch: async (url, init) => {
        asked.push(url);
        return fetch(url, init);
      },
    });
    expect(asked).toEqual([`${server.url}/${at('data/train.txt')}`]);
  });

  it('puts each file in its place, from a pinned commit', async () => {
    await using server = await startFileServer(served);
    const both = new Map([['moods', [trainFile, testFile]]]);
    await fetchFrom(server, { sources: both });
    expect(await read('moods/train.txt')).toBe(train);
    expect(await read('moods/test.txt')).toBe(test);
    expect(await filesIn('moods')).toEqual(['test.txt', 'train.txt']);
    expect(server.requests).toEqual([at('data/train.txt'), at('data/test.txt')]);
    expect(events).toEqual([
      ...['receiving 0/24', 'receiving 24/24', 'fetched'],
      ...['receiving 0/7', 'receiving 7/7', 'fetched'],
    ]);
  });

  it('asks for nothing that is here', async () => {
    await using server = await startFileServer(served);
    await write('moods/train.txt', train);
    await fetchFrom(server);
    expect(server.requests).toEqual([]);
    expect(events).toEqual(['present']);
  });

  it('keeps another file of that name, unless force is set', async () => {
    await using server = await startFileServer(served);
    await write('moods/train.txt', 'my own');
    const { message } = await failureOf(fetchFrom(server));
    expect(message).toBe(
      `${join(dataDir, 'moods/train.txt')}: is here already, and is not the one of ` +
        'someone/moods at 01234567. ' +
        'It was left alone. Replace it by force, or fetch into another folder.',
    );
    expect(await read('moods/train.txt')).toBe('my own');
    expect(server.requests).toEqual([]);

    await fetchFrom(server, { force: true });
    expect(await read('moods/train.txt')).toBe(train);
  });

  it.each([
    ['breaks off', { cutAfter: 10 }],
    ['ends too early without a word', { endAfter: 10 }],
    ['sends nothing more', { stallAfter: 10 }],
  ] satisfies [string, Fault][])('resumes the download from a server that %s', async (_, fault) => {
    await using server = await startFileServer(served, [fault]);
    await fetchFrom(server, { stallTimeoutInMs: 100 });
    expect(await read('moods/train.txt')).toBe(train);
    expect(server.requests).toEqual([at('data/train.txt'), `${at('data/train.txt')} bytes=10-`]);
    const failure = 'stallAfter' in fault ? 'stalled' : 'cut-short';
    expect(events).toContain(`retrying ${failure}`);
    expect(events.at(-2)).toBe('receiving 24/24');
  });

  it('resumes in the next run', async () => {
    await using broken = await startFileServer(served, Array(4).fill({ cutAfter: 5 }));
    const error = await failureOf(fetchFrom(broken));
    expect(error).toMatchObject({ code: 'cut-short' });
    expect(await filesIn('moods')).toEqual(['train.txt.01234567.part']);
    expect(await read('moods/train.txt.01234567.part')).toBe(train.slice(0, 20));

    await using server = await startFileServer(served);
    await fetchFrom(server);
    expect(server.requests).toEqual([`${at('data/train.txt')} bytes=20-`]);
    expect(await read('moods/train.txt')).toBe(train);
    expect(await filesIn('moods')).toEqual(['train.txt']);
  });

  it('starts again with a server that cannot send parts', async () => {
    await using server = await startFileServer(served, [{ cutAfter: 10 }, 'ignore ranges']);
    await fetchFrom(server);
    expect(await read('moods/train.txt')).toBe(train);
    expect(server.requests).toHaveLength(2);
  });

  it.each(['x'.repeat(10), 'x'.repeat(24), 'x'.repeat(30)])(
    'throws away a part that is not of the file: %s',
    async (part) => {
      await using server = await startFileServer(served);
      await write('moods/train.txt.01234567.part', part);
      await fetchFrom(server);
      expect(await read('moods/train.txt')).toBe(train);
      expect(events).toContain('retrying damaged');
    },
  );

  it('gets a file again that was damaged on its way', async () => {
    await using server = await startFileServer(served, ['corrupt']);
    await fetchFrom(server);
    expect(await read('moods/train.txt')).toBe(train);
    expect(events).toContain('retrying damaged');
  });

  it('deletes a file with a wrong checksum, and reports both checksums', async () => {
    const other = { [at('data/train.txt')]: train.replace('fine', 'nice') };
    await using server = await startFileServer(other);
    const error = await failureOf(fetchFrom(server));
    expect(error).toMatchObject({ name: 'DownloadError', code: 'damaged' });
    expect(error.message).toMatch(
      /^http:\S+train\.txt is not the published file: its sha256 is [0-9a-f]{64}, not [0-9a-f]{64}\. It was not kept\./,
    );
    expect(server.requests).toHaveLength(4);
    expect(await filesIn('moods')).toEqual([]);
  });

  it('does not ask again for a file that is not there', async () => {
    await using server = await startFileServer({});
    const error = await failureOf(fetchFrom(server));
    expect(error).toMatchObject({ code: 'refused', status: 404, isRetryable: false });
    expect(error.message).toMatch(/train\.txt answered 404: there is no such file\. Name another/);
    expect(server.requests).toHaveLength(1);
    expect(await filesIn('moods')).toEqual([]);
  });

  it('retries server errors a few times', async () => {
    await using passing = await startFileServer(served, [{ status: 503 }, { status: 429 }]);
    await fetchFrom(passing);
    expect(await read('moods/train.txt')).toBe(train);

    await rm(join(dataDir, 'moods'), { recursive: true });
    await using lasting = await startFileServer(served, Array(9).fill({ status: 500 }));
    const { message } = await failureOf(fetchFrom(lasting));
    expect(message).toMatch(/answered 500\. Try again later, or name a mirror\.$/);
    expect(lasting.requests).toHaveLength(4);
  });

  it('reports how long a server sent nothing', async () => {
    await using server = await startFileServer(served, Array(2).fill({ stallAfter: 3 }));
    const { message } = await failureOf(fetchFrom(server, { attempts: 2, stallTimeoutInMs: 60 }));
    expect(message).toMatch(/train\.txt sent nothing for 0\.06 s\. The received part is kept: run/);
    expect(await filesIn('moods')).toEqual(['train.txt.01234567.part']);
  });

  it('gives up at once if no connection is possible', async () => {
    const port = await findClosedPort();
    const more = new Map([
      ['moods', [trainFile]],
      ['others', [testFile]],
    ]);
    const url = `http://127.0.0.1:${port}`;
    const error = await failureOf(fetchFrom({ url }, { sources: more }));
    expect(error).toMatchObject({ code: 'unreachable' });
    expect(error.message).toBe(
      `${url}/${at('data/train.txt')} cannot be reached (ECONNREFUSED). Check the network, ` +
        'or name a mirror.',
    );
    expect(events.filter((event) => event === 'failed')).toHaveLength(1);
  });

  it('fetches the other datasets if one fails, then reports the failure', async () => {
    const more = new Map([
      ['moods', [trainFile]],
      ['others', [testFile]],
    ]);
    await using server = await startFileServer({ [at('data/test.txt')]: test });
    expect(await failureOf(fetchFrom(server, { sources: more }))).toBeInstanceOf(DownloadError);
    expect(await filesIn('moods')).toEqual(['test.txt']);
    expect(events).toEqual(['failed', 'receiving 0/7', 'receiving 7/7', 'fetched']);
  });

  describe('a task of BIG-bench', () => {
    const walk = (steps: number, isBack: boolean): object => ({
      input: `Take ${steps} steps.`,
      target_scores: { True: isBack ? 1 : 0, False: isBack ? 0 : 1 },
    });
    const inHardForm = (steps: number, target: string): object => ({
      input:
        `If you follow these instructions, do you return to the starting point? Take ${steps} ` +
        'steps.\nOptions:\n- Yes\n- No',
      target,
    });
    const hard = JSON.stringify({ examples: [inHardForm(2, 'No')] });
    const task = JSON.stringify({
      canary: 'keep out',
      examples: [walk(1, false), walk(2, false), walk(0, true)],
    });
    const hardFile: PublishedFile = { ...copied('navigate.json', hard), file: 'bbh/navigate.json' };
    const taskFile: PublishedFile = {
      kind: 'subtracted',
      ...place,
      path: 'task.json',
      file: 'bb_minus_bbh/navigate.json',
      task: 'navigate',
      without: 'bbh/navigate.json',
      examples: 3,
    };
    const navigate = new Map([['navigate', [hardFile, taskFile]]]);
    const tasks = { [at('data/navigate.json')]: hard, [at('task.json')]: task };

    it('is written without the examples of BIG-Bench Hard, and is not fetched again', async () => {
      await using server = await startFileServer(tasks);
      await fetchFrom(server, { sources: navigate });
      expect(JSON.parse(await read('bb_minus_bbh/navigate.json'))).toEqual({
        canary: 'keep out',
        source: `someone/moods ${commit} task.json, without bbh/navigate.json`,
        examples: [inHardForm(1, 'No'), inHardForm(0, 'Yes')],
      });
      expect(await filesIn('bb_minus_bbh')).toEqual(['navigate.json']);

      events = [];
      await fetchFrom(server, { sources: navigate });
      expect(events).toEqual(['present', 'present']);
      expect(server.requests).toHaveLength(2);
    });

    it('is made of a download that was complete when an earlier run ended', async () => {
      await using server = await startFileServer(tasks);
      await write('bb_minus_bbh/navigate.json.01234567.part', task);
      await fetchFrom(server, { sources: navigate });
      expect(await filesIn('bb_minus_bbh')).toEqual(['navigate.json']);
    });

    it.each(['{"examples": []}', '{"examples": [', 'no JSON'])(
      'does not take the place of another file: %s',
      async (text) => {
        await using server = await startFileServer(tasks);
        await write('bb_minus_bbh/navigate.json', text);
        const { message } = await failureOf(fetchFrom(server, { sources: navigate }));
        expect(message).toContain('navigate.json: is here already, and is not the one of');
        expect(await read('bb_minus_bbh/navigate.json')).toBe(text);
        await fetchFrom(server, { sources: navigate, force: true });
        expect(await read('bb_minus_bbh/navigate.json')).toContain('keep out');
      },
    );

    it.each([
      ['{"examples": []}', 'holds 0 examples, and navigate has 3'],
      ['{"examples": [', 'is not valid JSON, or is truncated'],
    ])('that differs from the published one is deleted: %s', async (text, problem) => {
      await using server = await startFileServer({ ...tasks, [at('task.json')]: text });
      const { message } = await failureOf(fetchFrom(server, { sources: navigate }));
      expect(message).toContain(`${server.url}/${at('task.json')}`);
      expect(message).toContain(`${problem}. It was not kept. Name another mirror`);
      expect(await filesIn('bb_minus_bbh')).toEqual([]);
    });
  });

  it('stops on abort, and keeps the received part', async () => {
    const stop = new AbortController();
    await using server = await startFileServer(served, [{ stallAfter: 10 }]);
    const reason = new Error('enough');
    const fetching = fetchFrom(server, {
      signal: stop.signal,
      onEvent: (event) => {
        if (event.type === 'receiving' && event.bytes === 10) stop.abort(reason);
      },
    });
    await expect(fetching).rejects.toBe(reason);
    expect(await filesIn('moods')).toEqual(['train.txt.01234567.part']);
  });

  it('reports what it cannot write', async () => {
    await using server = await startFileServer(served);
    await writeFile(join(dataDir, 'moods'), 'a file, no folder');
    const { message } = await failureOf(fetchFrom(server));
    expect(message).toMatch(/moods: cannot be written \(EEXIST.*\)\. .*name a folder that you can/);
  });

  it.each([
    [{ names: ['mods'] }, 'dataset is mods; it must be one that can be fetched: moods.'],
    [{ baseUrl: 'mirror' }, 'base URL is mirror; it must be an address that begins with http://'],
    [{ baseUrl: 'http://me:secret@mirror' }, 'base URL is http://mirror; it must be'],
    [{ baseUrl: 'http://mirror/?key=secret' }, 'base URL is http://mirror/; it must be'],
  ])('refuses %j before anything is asked for', async (options, message) => {
    await using server = await startFileServer(served);
    await expect(fetchFrom(server, options)).rejects.toThrow(message);
    expect(server.requests).toEqual([]);
  });
});

async function findClosedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
