import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStudio, type OpenStudioOptions, type Studio } from './open-studio.ts';

export const token = 'a-token-of-24-characters';

/** What a server answered. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server on a folder of runs, for tests. */
export interface TestStudio extends AsyncDisposable {
  readonly studio: Studio;
  /** The folder with the runs. */
  readonly runs: string;
  ask(path: string, options?: AskOptions): Promise<Reply>;
  /** Opens a stream and gives its events as they come. */
  follow(path: string, options?: AskOptions): Promise<TestStream>;
}

export interface AskOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface TestEvent {
  readonly name: string;
  readonly id: number | undefined;
  readonly data: unknown;
}

export interface TestStream extends Disposable {
  readonly status: number;
  next(): Promise<TestEvent>;
  /** The next event of a name; others are passed over. */
  nextOf(name: string): Promise<TestEvent>;
}

export async function openTestStudio(
  options: Partial<OpenStudioOptions> = {},
): Promise<TestStudio> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'dln-studio-')));
  const page = join(folder, 'page');
  const runs = join(folder, 'runs');
  await mkdir(page);
  await mkdir(runs);
  await writeFile(join(page, 'index.html'), '<!doctype html><title>Studio</title>');
  await writeFile(join(page, 'page.js'), 'export {};');
  await writeFile(join(page, 'page.css'), 'body{}');
  const studio = await openStudio({
    runs,
    pageFolder: page,
    token,
    now: () => 1_800_000_000_000,
    pollInMs: 50,
    ...options,
  });
  const send = (path: string, { method = 'GET', headers = {}, body }: AskOptions = {}) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port: studio.port, path, method, headers: { ...headers } },
        resolve,
      );
      sent.on('error', reject);
      sent.end(body);
    });
  return {
    studio,
    runs,
    ask: async (path, given) => {
      const response = await send(path, given);
      let body = '';
      for await (const chunk of response) body += String(chunk);
      return { status: response.statusCode ?? 0, headers: response.headers, body };
    },
    follow: async (path, given) => readEvents(await send(path, given)),
    [Symbol.asyncDispose]: async () => {
      await studio[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function readEvents(response: IncomingMessage): TestStream {
  const events = parseEvents(response);
  const next = async (): Promise<TestEvent> => {
    const { done, value } = await events.next();
    if (done === true) throw new Error('the stream has ended');
    return value;
  };
  return {
    status: response.statusCode ?? 0,
    next,
    nextOf: async (name) => {
      for (;;) {
        const event = await next();
        if (event.name === name) return event;
      }
    },
    [Symbol.dispose]: () => response.destroy(),
  };
}

async function* parseEvents(response: IncomingMessage): AsyncGenerator<TestEvent, undefined> {
  let rest = '';
  for await (const chunk of response.setEncoding('utf8')) {
    const blocks = (rest + String(chunk)).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(
        block.split('\n').map((line): [string, string] => {
          const [name = '', ...value] = line.split(': ');
          return [name, value.join(': ')];
        }),
      );
      const name = fields.get('event');
      const id = fields.get('id');
      if (name !== undefined)
        yield {
          name,
          id: id === undefined ? undefined : Number(id),
          data: JSON.parse(fields.get('data') ?? 'null'),
        };
    }
  }
  return undefined;
}
