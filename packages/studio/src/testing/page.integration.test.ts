import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { exportRuns } from '../export/export-runs.ts';
import { parseStepTraces } from '../records/step-trace.ts';
import { openStudio, type Studio } from '../server/open-studio.ts';
import { buildPage } from './built-page.fixture.ts';
import { findBarriers } from './find-barriers.fixture.ts';
import { browserPath, openBrowser } from './open-browser.fixture.ts';
import { trainSmallRun } from './train-run.fixture.ts';

/**
 * The page in a real browser. CI installs Chromium; without one, these tests say that they are
 * skipped.
 */
const suite = browserPath === undefined ? 'the page (skipped: needs Chromium)' : 'the page';

/** What each view of a run shows once it is there. */
const VIEW_WORDS = [
  ['Overview', 'Best dev accuracy'],
  ['Candidates', 'Layer 1'],
  ['Parameters', 'version'],
  ['Examples', 'Hidden texts, by posterior weight'],
  ['Answers', 'Confusion'],
  ['Spending', 'Caps'],
  ['Settings', 'numHSamples'],
] as const;

/** Machines are shared. */
const patience = { timeout: 60_000 };

const now = (): number => 1_796_000_000_000;

let folder = '';
let pageFolder = '';
let runs = '';
let browser: Browser;
let studio: Studio;
let context: BrowserContext;
let problems: string[] = [];

async function openPage(url: string, width = 1280): Promise<Page> {
  context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('dialog', (dialog) => {
    problems.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url);
  return page;
}

async function openRun(page: Page, name: string, view?: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click();
  if (view !== undefined) await page.getByRole('link', { name: view, exact: true }).click();
}

async function eventsOf(run: string): Promise<readonly Record<string, unknown>[]> {
  const text = await readFile(join(runs, run, 'events.jsonl'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe.skipIf(browserPath === undefined)(suite, { timeout: 300_000 }, () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dln-studio-'));
    runs = join(folder, 'runs');
    await mkdir(runs);
    [pageFolder, browser] = await Promise.all([buildPage(), openBrowser()]);
    await trainSmallRun({ runDirectory: join(runs, 'finished') });
    await writeHostileRun(join(runs, 'hostile'));
    studio = await openStudio({
      runs,
      pageFolder,
      token: 'only-for-this-test-1234',
      now,
      pollInMs: 100,
    });
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await studio[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    await context.close();
  });

  it('shows the posterior weights of hidden texts as events.jsonl has them', async () => {
    const page = await openPage(studio.url);
    await openRun(page, 'finished', 'Examples');
    const steps = (await eventsOf('finished')).filter(({ type }) => type === 'stepped');
    const last = steps.at(-1);
    const traces = parseStepTraces(last);
    expect(traces.length).toBeGreaterThan(1);
    for (const { batchIndex, layers, input } of traces) {
      await page.goto(
        `${page.url().split('/view/')[0]}/view/examples/step/${String(last?.['iteration'])}/example/${batchIndex}`,
      );
      const article = page.getByRole('article', { name: `Example ${batchIndex} of step` });
      await article.waitFor();
      expect(await article.getByLabel('input', { exact: true }).innerText()).toBe(input);
      const shown = await Promise.all(
        (await article.locator('.posterior > li').all()).map(async (item) => ({
          text: await item.locator('pre').innerText(),
          weights: await item.getAttribute('data-weights'),
          figure: await item.locator('b').innerText(),
        })),
      );
      const expected = Map.groupBy(layers[0]?.hiddenTexts ?? [], ({ text }) => text);
      expect(shown).toHaveLength(expected.size);
      for (const { text, weights, figure } of shown) {
        const own = (expected.get(text) ?? []).map(({ weight }) => weight);
        expect(JSON.parse(weights ?? '')).toEqual(own);
        expect(figure).toBe(own.reduce((sum, weight) => sum + weight, 0).toFixed(3));
      }
      for (const [at, { sent }] of layers.entries())
        expect(
          await article.getByLabel(`prompt of layer ${at + 1} as it was sent`).innerText(),
        ).toBe(sent);
    }
    expect(problems).toEqual([]);
  });

  it('shows the candidates of candidates.jsonl and the answers of the test', async () => {
    const page = await openPage(studio.url);
    await openRun(page, 'finished', 'Candidates');
    await page.getByRole('heading', { name: 'Layer 1' }).first().waitFor();
    const step = await page.getByRole('combobox', { name: 'Step' }).inputValue();
    const lines = (await readFile(join(runs, 'finished', 'candidates.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { step: number; reason: string });
    const own = lines.filter((line) => String(line.step) === step);
    const rows = page.locator('table.candidates tbody tr');
    await expect.poll(() => rows.count(), patience).toBe(own.length);
    const cells = await page.locator('td.why').allInnerTexts();
    const reasons = cells.map((text) => text.split('\n')[0] ?? '');
    expect(reasons.toSorted()).toEqual(
      own.map(({ reason }) => reason.replace(/^(?:won|lost): /u, '')).toSorted(),
    );
    await page.getByRole('link', { name: 'Answers', exact: true }).click();
    await page.getByRole('combobox', { name: 'Show' }).selectOption('all');
    const tested = (await eventsOf('finished')).find(({ type }) => type === 'tested');
    const examples = tested?.['examples'] as readonly { loss: number }[];
    await page.getByText(`of ${examples.length} right`).waitFor();
    const matrix = page.getByRole('region', { name: 'Confusion matrix' });
    const total = async (): Promise<number> =>
      (await matrix.locator('.cell-count').allInnerTexts()).reduce(
        (sum, count) => sum + Number(count),
        0,
      );
    await expect.poll(total, patience).toBe(examples.length);
    expect(problems).toEqual([]);
  });

  it('follows a run live, from its start to its end', async () => {
    const page = await openPage(studio.url);
    const training = trainSmallRun({ runDirectory: join(runs, 'live'), delayInMs: 350 });
    const row = page.getByRole('link', { name: 'live', exact: true });
    await row.waitFor();
    await row.click();
    await page.getByText('▶ running').waitFor();
    const accuracy = page.getByRole('slider', { name: 'Accuracy: step' });
    await accuracy.waitFor();
    await page.getByText('2 of 3').waitFor();
    await page.getByText('✓ finished').waitFor();
    await training;
    const tested = (await eventsOf('live')).find(({ type }) => type === 'tested');
    const figure = page.locator('.figure', { hasText: 'Test accuracy' }).locator('b');
    await expect
      .poll(() => figure.innerText(), patience)
      .toBe(`${(Number(tested?.['testAccuracy']) * 100).toFixed(1)} %`);
    expect(problems).toEqual([]);
  });

  it('stays right when a run is killed in the middle of a line, goes on, and is removed', async () => {
    const directory = join(runs, 'cut');
    await mkdir(directory);
    await writeFile(join(directory, 'config.json'), '{"configuration":{"iters":9}}');
    await writeFile(
      join(directory, 'agreement.json'),
      '[{"labels":"labels.csv","count":50,"agreed":46,"interval":[0.81,0.97],"kappa":0.84}]',
    );
    const line = (iteration: number, devAccuracy: number) =>
      `${JSON.stringify({ type: 'validated', iteration, prompts: ['a'], devAccuracy, isBest: true, examples: [] })}\n`;
    await writeFile(join(directory, 'events.jsonl'), line(0, 0.25) + line(1, 0.5).slice(0, 30));
    const page = await openPage(studio.url);
    await openRun(page, 'cut');
    const best = page.locator('.figure', { hasText: 'Best dev accuracy' }).locator('b');
    await expect.poll(() => best.innerText(), patience).toBe('25.0 %');
    await page.getByText('? stale').waitFor();
    const judge = page.locator('.figure', { hasText: 'Judge and people agree' });
    await expect
      .poll(() => judge.innerText(), patience)
      .toMatch(/92\.0 %\s*on 50 labels; 95 % interval 81\.0 % to 97\.0 %; kappa 0\.84/);
    await appendFile(join(directory, 'events.jsonl'), line(1, 0.5).slice(30));
    await expect.poll(() => best.innerText(), patience).toBe('50.0 %');
    await rm(directory, { recursive: true });
    await page.getByText('The directory of this run was removed').waitFor();
  });

  it.each(['page', 'export'])(
    'shows texts full of markup as texts and runs none of it, in the %s',
    async (place) => {
      const file = join(folder, 'hostile.html');
      if (place === 'export')
        await exportRuns({ runs: join(runs, 'hostile'), file, pageFolder, now });
      const page = await openPage(place === 'page' ? studio.url : pathToFileURL(file).href);
      if (place === 'page') await openRun(page, 'hostile');
      const views = ['Candidates', 'Parameters', 'Examples', 'Answers', 'Spending', 'Settings'];
      for (const view of views) {
        await page.getByRole('link', { name: view, exact: true }).click();
        await page.locator('.view').getByText('</style>').first().waitFor();
      }
      await page.getByRole('link', { name: 'Examples', exact: true }).click();
      await page.locator('.posterior').getByRole('button', { name: 'Show all 1,0' }).click();
      const hidden = page.locator('.posterior pre').first();
      await expect
        .poll(async () => (await hidden.textContent())?.length, patience)
        .toBeGreaterThan(1_000_000);
      expect(await page.evaluate('window.ran')).toBeUndefined();
      expect(await page.locator('img, iframe, object, style:not(head style)').count()).toBe(0);
      expect(problems).toEqual([]);
    },
  );

  it('opens an exported file from disk, without a network, with all views', async () => {
    const file = join(folder, 'run.html');
    const summary = await exportRuns({
      runs: join(runs, 'finished'),
      file,
      pageFolder,
      now,
    });
    expect(summary).toMatchObject({ runs: 1, remarks: [] });
    const page = await openPage('about:blank');
    const asked: string[] = [];
    page.on('request', (request) => {
      if (!/^(?:file|data):/u.test(request.url())) asked.push(request.url());
    });
    await context.setOffline(true);
    await page.goto(pathToFileURL(file).href);
    for (const [view, words] of [...VIEW_WORDS, ['Compare', 'no other run'] as const]) {
      await page.getByRole('link', { name: view, exact: true }).click();
      await page.locator('.view').getByText(words).first().waitFor();
    }
    expect(asked).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('opens results of the Python reference, dataset by dataset', async () => {
    const directory = join(runs, 'reference');
    await mkdir(directory);
    const results = (prompt: string) => ({
      training: [
        { step: 0, layers: [prompt], metrics: { dev_acc: 0.5 }, candidates: [[], []] },
        {
          step: 1,
          layers: ['better'],
          metrics: { dev_acc: 0.75, elbo: -1.5, acc: 0.5, run_elbo: -1.5, run_acc: 0.5 },
          candidates: [[{ layer: 'better', score: -1.5 }], []],
        },
      ],
      examples: [
        { input: 'x', label: 'Yes', trace: [{ step: 0, hiddens: [], output: 'yes' }] },
        { input: 'y', label: 'No', trace: [{ step: 0, hiddens: [], output: 'yes' }] },
      ],
    });
    const four = ['hyperbaton', 'navigate', 'subj', 'trec'];
    await writeFile(
      join(directory, 'result_data.json'),
      JSON.stringify(Object.fromEntries(four.map((name) => [name, results(`first of ${name}`)]))),
    );
    const page = await openPage(studio.url);
    await openRun(page, 'reference');
    const dataset = page.getByRole('combobox', { name: 'Dataset' });
    await dataset.waitFor();
    expect(await dataset.locator('option').allInnerTexts()).toEqual(four);
    await dataset.selectOption('subj');
    await page.getByText('75.0 %').first().waitFor();
    await page.getByRole('link', { name: 'Parameters', exact: true }).click();
    await page.locator('del', { hasText: 'first of subj' }).waitFor();
    await page.getByRole('link', { name: 'Answers', exact: true }).click();
    await page.getByText('Losses are not recorded').waitFor();
    expect(problems).toEqual([]);
  });

  it('has no serious finding of axe, in light and dark, on a phone and a wide screen', async () => {
    context = await browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    const looks = [
      { colorScheme: 'light', width: 390 },
      { colorScheme: 'dark', width: 2560 },
    ] as const;
    await page.goto(studio.url);
    await page.getByRole('link', { name: 'finished', exact: true }).waitFor();
    const findings = [...(await findBarriers(page, looks))];
    await openRun(page, 'finished');
    for (const [view, words] of VIEW_WORDS) {
      await page.getByRole('link', { name: view, exact: true }).click();
      await page.locator('.view').getByText(words).first().waitFor();
      findings.push(...(await findBarriers(page, looks)));
    }
    expect(findings).toEqual([]);
  });
});

/** A run whose every text would run code, close an element, or fill a megabyte. */
async function writeHostileRun(directory: string): Promise<void> {
  const evil =
    '</style></script><script>window.ran=1</script><img src=x onerror="window.ran=2"><svg onload=window.ran=3> javascript:window.ran=4 "\'`${window.ran=5}<!--  {{7*7}}';
  const huge = `${evil} ${'long text '.repeat(104_858)}`;
  await mkdir(directory);
  const events = [
    { type: 'iteration', iteration: 0, prompts: ['', evil], devAccuracy: 0.5 },
    {
      type: 'omitted',
      iteration: 0,
      what: evil,
      split: 'train',
      purpose: 'score',
      layer: 0,
      example: 0,
      text: evil,
      count: 1,
      kind: evil,
      message: evil,
    },
    {
      type: 'stepped',
      iteration: 0,
      prompts: [evil, `${evil} again`],
      runningScore: -1,
      runningAccuracy: 1,
      info: {
        accuracy: 1,
        score: -1,
        isErrorFree: false,
        posteriorEntropies: [0.1],
        effectiveSampleSizes: [1.1],
        distinctHiddenTexts: [2],
        layers: [
          { score: -1, update: { chosen: 0, candidates: [{ prompt: evil, origin: evil }] } },
          { score: null },
        ],
        examples: [
          {
            batchIndex: 0,
            input: evil,
            target: evil,
            loss: 1,
            layers: [
              {
                sent: huge,
                output: evil,
                hiddenTexts: [
                  { text: huge, weight: 0.9 },
                  { text: evil, weight: 0.1 },
                ],
              },
              { sent: evil, output: evil },
            ],
          },
        ],
      },
    },
    { type: 'iteration', iteration: 1, prompts: [evil, `${evil} again`], devAccuracy: 0.5 },
    {
      type: 'tested',
      iteration: 1,
      prompts: [evil, evil],
      testAccuracy: 0,
      examples: [
        { input: evil, target: evil, hiddenTexts: [evil], output: evil, loss: 1 },
        { input: `${evil}2`, target: 'b', hiddenTexts: [evil], output: evil, loss: 1 },
      ],
    },
  ];
  const candidate = {
    step: 0,
    layer: 1,
    round: 1,
    candidate: 0,
    prompt: evil,
    origin: evil,
    outcome: 'won',
    reason: evil,
    terms: { [evil]: { value: -1, standardError: 0.1, weight: 1 } },
    reward: -1,
  };
  const lines = (values: readonly object[]): string =>
    values.map((value) => `${JSON.stringify(value)}\n`).join('');
  await writeFile(join(directory, 'events.jsonl'), lines(events));
  await writeFile(join(directory, 'candidates.jsonl'), lines([candidate]));
  await writeFile(
    join(directory, 'config.json'),
    JSON.stringify({
      configuration: { dataset: evil, instruction: evil },
      versions: { [evil]: evil },
    }),
  );
}
