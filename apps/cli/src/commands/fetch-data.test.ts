import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { runDln } from '../testing/run-dln.ts';

let dataDir = '';
beforeEach(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'dln-fetch-')), 'data');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(resolve(dataDir, '..'), { recursive: true });
});

async function startMirror(listener: RequestListener): Promise<AsyncDisposable & { url: string }> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const fetchData = (args: readonly string[]): ReturnType<typeof runDln> =>
  runDln(['data', 'fetch', ...args, '--data-dir', dataDir]);

describe('dln data fetch', () => {
  it('says in one line each what is not there, with status 1, and leaves nothing half-written', async () => {
    await using mirror = await startMirror((_, response) => response.writeHead(404).end());
    const args = ['mpqa', 'gsm8k', '--base-url', mirror.url];
    const { status, stdout, stderr } = await fetchData(args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.split('\n')).toEqual([
      'ordered_prompt/mpqa/train.jsonl  failed',
      'gsm8k/train.jsonl  failed',
      expect.stringMatching(
        /^dln: http:\S+\/yaolu\/Ordered-Prompt\/[0-9a-f]{40}\/data\/mpqa\/train\.jsonl answered 404: there is no such file\. Name another mirror/,
      ),
      expect.stringMatching(/^http:\S+\/grade_school_math\/data\/train\.jsonl answered 404: there/),
      '--base-url names a mirror, --data-dir another folder.',
      '',
    ]);
    expect(await readdir(join(dataDir, 'gsm8k'))).toEqual([]);
  });

  it('takes a mirror from the environment, and names an address that cannot be reached', async () => {
    const mirror = await startMirror(() => {});
    await mirror[Symbol.asyncDispose]();
    vi.stubEnv('DLN_DATA_URL', mirror.url);
    const { status, stderr } = await fetchData([]);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /\ndln: http:\S+ cannot be reached \(ECONNREFUSED\)\. Check the network/,
    );
  });

  it.each([
    [['subject'], 'dln: dataset is subject; it must be one that can be fetched: subj, mpqa, trec,'],
    [['--timeout', 'soon'], 'dln: --timeout expects a number of seconds above 0; it is "soon"'],
    [['--base-url', 'mirror'], 'dln: base URL is mirror; it must be an address that begins'],
  ])('refuses %j', async (args, message) => {
    const { status, stderr } = await fetchData(args);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
  });
});

const published = resolve(
  process.env['DLN_SHARED'] ?? resolve(import.meta.dirname, '../../../../../shared'),
  'data',
);

describe.skipIf(!existsSync(published))(
  `dln data fetch of the published files (skipped where ${published} is missing)`,
  () => {
    it('brings datasets that can be trained on', async () => {
      const manifest = z
        .array(
          z.object({
            file: z.string(),
            repository: z.string(),
            commit: z.string().nullable(),
            path: z.string().nullable(),
          }),
        )
        .parse(JSON.parse(readFileSync(join(published, 'MANIFEST.json'), 'utf8')));
      const files = new Map(
        manifest.map(({ file, ...place }) => [
          `/${place.repository}/${place.commit ?? ''}/${place.path ?? ''}`,
          join(published, file),
        ]),
      );
      await using mirror = await startMirror((request, response) => {
        const file = files.get(request.url ?? '');
        if (file === undefined) response.writeHead(404).end();
        else createReadStream(file).pipe(response);
      });
      const names = ['subj', 'airline'];
      const { status, stdout, stderr } = await fetchData([...names, '--base-url', mirror.url]);
      expect({ status, stdout }).toEqual({
        status: 0,
        stdout: `4 files fetched into ${dataDir}, 0 were there already\n`,
      });
      expect(stderr).toBe(
        [
          'ordered_prompt/subj/train.jsonl  1.3 MB',
          'ordered_prompt/subj/dev_subsample.jsonl  43 kB',
          'ordered_prompt/subj/test.jsonl  327 kB',
          'leopard/airline/airline_eval.json  2.1 MB\n',
        ].join('\n'),
      );
      const again = await fetchData(names);
      expect(again.stdout).toBe(`0 files fetched into ${dataDir}, 4 were there already\n`);
      const shown = await runDln(['data', 'show', 'subj', '--json', '--data-dir', dataDir]);
      expect(JSON.parse(shown.stdout)).toMatchObject({
        sizes: { train: 1000, dev: 256, test: 250 },
      });
    });
  },
);
