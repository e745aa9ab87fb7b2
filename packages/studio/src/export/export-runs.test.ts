import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildExportedPage } from './build-page.ts';
import type { ExportedStudio } from './exported-studio.ts';
import { exportRuns } from './export-runs.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-export-'));
  await writeFile(join(folder, 'page.js'), 'start();');
  await writeFile(join(folder, 'page.css'), 'p{}');
});
afterEach(() => rm(folder, { recursive: true }));

const now = (): number => 1_796_000_000_000;

async function writeRun(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const directory = join(folder, name);
  await mkdir(directory, { recursive: true });
  for (const [file, text] of Object.entries(files)) await writeFile(join(directory, file), text);
  return directory;
}

async function exported(
  runs: string,
  more: Partial<Parameters<typeof exportRuns>[0]> = {},
): Promise<{ readonly data: ExportedStudio; readonly html: string }> {
  const file = join(folder, 'out.html');
  await exportRuns({ runs, file, pageFolder: folder, now, ...more });
  const html = await readFile(file, 'utf8');
  const [, json = ''] = /<script type="application\/json"[^>]*>(.*?)<\/script>/su.exec(html) ?? [];
  return { data: JSON.parse(json) as ExportedStudio, html };
}

const step = (iteration: number, text = '') =>
  `${JSON.stringify({ type: 'stepped', iteration, text })}\n`;
const candidate = (of: number, prompt: string) =>
  `${JSON.stringify({ step: of, layer: 1, prompt })}\n`;

describe('an export', () => {
  it('holds each line as it is recorded, with its summary, and candidates by step', async () => {
    const run = await writeRun('one', {
      'config.json': '{"a":1}',
      'events.jsonl': `${step(0, 'é')}${step(1)}{"cut`,
      'candidates.jsonl': candidate(0, 'a') + candidate(0, 'b') + candidate(1, 'c'),
    });
    const { data } = await exported(run);
    const [entry] = data.entries;
    const own = data.runs[entry?.id ?? ''];
    expect(data.remarks).toEqual([]);
    expect(own?.files).toEqual({ 'config.json': '{"a":1}' });
    expect(own?.lines.map(([{ type, offset }, text]) => [type, offset, text])).toEqual([
      ['stepped', 0, step(0, 'é').trim()],
      ['stepped', Buffer.byteLength(step(0, 'é')), step(1).trim()],
    ]);
    expect(own?.candidates).toEqual([
      [0, [candidate(0, 'a').trim(), candidate(0, 'b').trim()]],
      [1, [candidate(1, 'c').trim()]],
    ]);
  });

  it('leaves out what does not fit, and says so', async () => {
    const run = await writeRun('large', {
      'config.json': '{}',
      'events.jsonl': Array.from({ length: 10 }, (_, at) => step(at, 'x'.repeat(1000))).join(''),
      'candidates.jsonl': [0, 1, 2].map((at) => candidate(at, 'y'.repeat(1000))).join(''),
    });
    const { data } = await exported(run, { budgetInBytes: 5000 });
    expect(data.remarks).toEqual([
      'large: the candidates of 2 of 3 steps are left out.',
      'large: the examples of 7 of 10 steps are left out; their figures are there.',
    ]);
    const own = data.runs[data.entries[0]?.id ?? ''];
    const kept = own?.lines.flatMap(([{ iteration }, text]) => (text === null ? [] : [iteration]));
    expect(kept).toEqual([0, 8, 9]);
    expect(own?.candidates?.map(([one]) => one)).toEqual([2]);
  });

  it('has no secret, and none of the replies', async () => {
    const run = await writeRun('secret', {
      'config.json': '{"key":"sk-very-secret"}',
      'events.jsonl': step(0, 'sk-very-secret'),
      'replies.sqlite': 'replies',
    });
    const { html } = await exported(run, { secrets: ['sk-very-secret'] });
    expect(html).not.toContain('sk-very-secret');
    expect(html).not.toContain('replies');
  });

  it('is written as a whole, beside no other file', async () => {
    const run = await writeRun('one', { 'config.json': '{}' });
    await exported(run);
    expect((await readdir(folder)).toSorted()).toEqual(['one', 'out.html', 'page.css', 'page.js']);
  });

  it('is refused for a folder without runs, and for a page that is not built', async () => {
    await expect(exported(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'runs-path' });
    await mkdir(join(folder, 'empty'));
    await expect(exported(join(folder, 'empty'))).rejects.toMatchObject({ code: 'no-run' });
    await expect(exported(folder, { pageFolder: join(folder, 'nothing') })).rejects.toThrow(
      'The page of the studio is missing',
    );
  });
});

describe('the page of an export', () => {
  const data: ExportedStudio = {
    format: 'dln-studio-export',
    made: 0,
    entries: [],
    runs: {},
    remarks: ['</script><script>alert(1)</script><!-- <script>'],
  };
  const page = {
    script: 'const a = "</script>"; const b = "<!--";',
    style: 'a::before{content:"</style>"}',
  };

  it('allows its own script and style by their hashes, and nothing else', () => {
    const html = buildExportedPage(page, data);
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/u.exec(html) ?? [];
    const code = /<script type="module">(.*?)<\/script>/su.exec(html)?.[1] ?? '';
    const css = /<style>(.*?)<\/style>/su.exec(html)?.[1] ?? '';
    const hash = (text: string) => createHash('sha256').update(text).digest('base64');
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src 'sha256-${hash(code)}'`,
      `style-src 'sha256-${hash(css)}'`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
  });

  it('lets no text of the data or the code end an element', () => {
    const html = buildExportedPage(page, data);
    expect(html.match(/<\/script>/gu)).toHaveLength(2);
    expect(html.match(/<\/style>/gu)).toHaveLength(1);
    expect(html).not.toContain('<!--');
    const code = /<script type="module">(.*?)<\/script>/su.exec(html)?.[1] ?? '';
    expect(code).toBe(String.raw`const a = "\x3C/script>"; const b = "\x3C!--";`);
  });
});
