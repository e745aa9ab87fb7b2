import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createLevels, level } from '../guide/models/levels.fixture.ts';
import { createGuideService } from '../guide/service/create-guide-service.ts';
import type { Guide } from '../guide/session/guide.ts';
import { openGuide } from '../guide/session/open-guide.ts';
import { openStudio, type Studio } from '../server/open-studio.ts';
import { buildPage } from './built-page.fixture.ts';
import { findBarriers } from './find-barriers.fixture.ts';
import { browserPath, openBrowser } from './open-browser.fixture.ts';

/**
 * The page in a real browser. CI installs Chromium; without one, these tests say that they are
 * skipped.
 */
const suite =
  browserPath === undefined
    ? 'the page of the guide (skipped: needs Chromium)'
    : 'the page of the guide';

const LOOKS = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [390, 1280, 2560].map((width) => ({ colorScheme, width })),
);

/** Machines are shared. */
const patience = { timeout: 60_000 };
const token = 'only-for-this-test-1234';
const evil = '<img src=x onerror="window.ran=1"> & </pre><script>window.ran=2</script>';

let folder = '';
let pageFolder = '';
let browser: Browser;
let context: BrowserContext;
let guide: Guide;
let studio: Studio;
let problems: string[] = [];

/** Opens a session without inputs, and its page at the printed address. */
async function openSession(models = createLevels({ depth: 2 })): Promise<Page> {
  const directory = await mkdtemp(join(folder, 'session-'));
  guide = await openGuide({
    directory,
    models,
    start: {
      inputs: [],
      parameters: Array.from({ length: models.depth }, () => level(1)),
      seed: 7,
      settings: { candidates: 2 },
    },
    now: () => 1000,
  });
  studio = await openStudio({
    runs: directory,
    pageFolder,
    token,
    now: () => 1000,
    guide: createGuideService({ guide, notes: [] }),
  });
  context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(`${studio.url}?token=${token}#/guide/open`);
  return page;
}

/** Pastes inputs of two lines each, and starts a round. */
async function startRound(page: Page, count: number): Promise<void> {
  const texts = Array.from({ length: count }, (_, at) => `${evil}\ninput ${at}`);
  await page.getByLabel('Inputs, separated by blank lines').fill(texts.join('\n\n'));
  await page.getByRole('button', { name: `Add ${count} inputs` }).click();
  await page.getByText(`${count / 2} inputs to learn from, ${count / 2} held back`).waitFor();
  await page.getByText('The next round takes at most').waitFor();
  await page.getByRole('button', { name: 'Start round 1' }).click();
}

async function delayRatings(page: Page): Promise<void> {
  await page.route('**/api/guide/rate', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
}

describe.skipIf(browserPath === undefined)(suite, { timeout: 300_000 }, () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dln-guide-page-'));
    [pageFolder, browser] = await Promise.all([buildPage(), openBrowser()]);
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    await context.close();
    await studio[Symbol.asyncDispose]();
    await guide[Symbol.asyncDispose]();
  });

  it('takes pasted inputs, and plays a round by keyboard to its export', async () => {
    const page = await openSession();
    await startRound(page, 16);
    const pair = page.getByRole('region', { name: 'A pair to rate' });
    await pair.waitFor();
    await page.getByText('Round 1: 0 of 24 rated.').waitFor();
    await page.getByRole('button', { name: 'Left hidden text 1 is good' }).click();
    await expect.poll(() => guide.state().hiddenRatings.length, patience).toBe(1);
    await page.keyboard.press('c');
    await page.keyboard.type('shorter: 1 line');
    await page.keyboard.press('Escape');
    await page.keyboard.press('3');
    await page.getByText('Round 1: 1 of 24 rated.').waitFor();
    expect(guide.state().pairRatings).toMatchObject([
      { rater: 'me', verdict: 'tie', comment: 'shorter: 1 line' },
    ]);
    await page.keyboard.press('u');
    await page.getByText('Round 1: 0 of 24 rated.').waitFor();
    for (let rated = 0; ; rated++) {
      await page.getByText(`Round 1: ${rated} of 24 rated.`).waitFor();
      if (!(await pair.isVisible())) break;
      const [left, right] = await Promise.all(
        ['Left output', 'Right output'].map((name) =>
          page.getByLabel(name, { exact: true }).textContent(),
        ),
      );
      const quality = (text: string | null | undefined): number =>
        Number(text?.split('quality ')[1]);
      await page.keyboard.press(quality(left) > quality(right) ? '1' : '2');
      await page.getByText(`Round 1: ${rated + 1} of 24 rated.`).waitFor();
    }
    await page.getByRole('cell', { name: 'accepted' }).waitFor();
    await page.getByRole('cell', { name: 'steps' }).first().waitFor();
    await page.getByRole('button', { name: 'End the round' }).click();
    await page.getByRole('button', { name: 'Start round 2' }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: /^Export \d+ inputs as a dataset$/ }).click();
    const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      input: expect.stringContaining('\ninput'),
      target: expect.stringContaining('quality'),
    });
    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(problems).toEqual([]);
  });

  it('counts a key that is pressed while a request is on its way, once', async () => {
    const page = await openSession();
    await startRound(page, 4);
    await page.getByText('Round 1: 0 of').waitFor();
    await delayRatings(page);
    await page.getByRole('button', { name: 'Left hidden text 1 is good' }).click();
    await page.keyboard.press('3');
    await page.keyboard.press('1');
    await page.getByText('Round 1: 1 of').waitFor();
    expect(guide.state().hiddenRatings).toHaveLength(1);
    expect(guide.state().pairRatings).toMatchObject([{ verdict: 'tie' }]);
  });

  it('puts what is typed after a verdict into the comment on the next pair', async () => {
    const page = await openSession();
    await startRound(page, 4);
    await page.getByText('Round 1: 0 of').waitFor();
    await delayRatings(page);
    await page.keyboard.press('3');
    await page.keyboard.press('c');
    await page.keyboard.type('sure, 1 of 2', { delay: 60 });
    await page.getByText('Round 1: 1 of').waitFor();
    const comment = page.getByLabel('Comment');
    expect(await comment.inputValue()).toBe('sure, 1 of 2');
    await page.keyboard.press('Escape');
    expect(await comment.inputValue()).toBe('sure, 1 of 2');
    await page.keyboard.press('1');
    await page.getByText('Round 1: 2 of').waitFor();
    expect(await comment.inputValue()).toBe('');
    expect(guide.state().pairRatings.map(({ verdict, comment: text }) => [verdict, text])).toEqual([
      ['tie', undefined],
      ['left', 'sure, 1 of 2'],
    ]);
  });

  it('takes no key of a field for a verdict, and no comment of another rater', async () => {
    const page = await openSession();
    await startRound(page, 4);
    await page.getByText('Round 1: 0 of').waitFor();
    await page.getByText('Add inputs').click();
    const pasted = page.getByLabel('Inputs, separated by blank lines');
    await pasted.click();
    await page.keyboard.type('abc us 12');
    expect(await pasted.inputValue()).toBe('abc us 12');
    await page.getByLabel('Comment').fill('of the first rater');
    await page.getByLabel('Your name').fill('bob');
    await page.keyboard.press('Tab');
    await expect.poll(() => page.getByLabel('Comment').inputValue(), patience).toBe('');
    expect(guide.state().pairRatings).toEqual([]);
  });

  it('shows what is written: hidden texts after an undo, and the last pair', async () => {
    const page = await openSession();
    await startRound(page, 4);
    const good = page.getByRole('button', { name: 'Left hidden text 1 is good' });
    const pressed = (): Promise<string | null> => good.getAttribute('aria-pressed');
    await good.click();
    await expect.poll(pressed, patience).toBe('true');
    await page.keyboard.press('u');
    await expect.poll(pressed, patience).toBe('false');
    const { pairs } = guide.state().open ?? { pairs: [] };
    for (const { id: pair } of pairs)
      await guide.rate({ type: 'pair', rater: 'me', pair, verdict: 'left' });
    await page.reload();
    await page.getByRole('heading', { name: 'Candidates' }).waitFor();
    await page.keyboard.press('u');
    await page.getByRole('region', { name: 'A pair to rate' }).waitFor();
    expect(guide.state().pairRatings).toHaveLength(pairs.length - 1);
  });

  it('writes nothing for a round that another rater has ended, and shows the next one', async () => {
    const page = await openSession();
    await startRound(page, 4);
    await page.getByText('Round 1: 0 of').waitFor();
    await guide.endRound();
    await guide.startRound();
    await page.keyboard.press('1');
    await page.getByText('Round 1 has ended, and nothing was written. Round 2 is open.').waitFor();
    await page.getByText(/^Round 2: /).waitFor();
    expect(guide.state().pairRatings).toEqual([]);
  });

  it('says that nothing differs, and goes on to the next round', async () => {
    const page = await openSession(createLevels({ isMute: true }));
    await startRound(page, 4);
    await page.getByText('Round 1: nothing differs.').waitFor();
    await page.getByRole('button', { name: 'Start round 2' }).click();
    await page.getByText(/^Round 2: /).waitFor();
    expect(guide.state().rounds.map(({ decided }) => decided?.accepted)).toEqual([null, undefined]);
    expect(problems).toEqual([]);
  });

  it('shows one rater nothing of what another one did wrong', async () => {
    const page = await openSession();
    await startRound(page, 4);
    await page.getByText('Round 1: 0 of').waitFor();
    const reply = await page.request.post(`${studio.url}api/guide/start`, {
      headers: { 'x-dln-token': token },
      data: { rater: 'bob' },
    });
    expect(reply.status()).toBe(409);
    await page.reload();
    await page.getByText('Round 1: 0 of').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('has no serious finding of axe at 390, 1280 and 2560 pixels, in light and dark', async () => {
    const page = await openSession();
    await page.getByRole('button', { name: 'Start round 1' }).waitFor();
    const findings = [...(await findBarriers(page, LOOKS))];
    await startRound(page, 8);
    await page.getByRole('region', { name: 'A pair to rate' }).waitFor();
    findings.push(...(await findBarriers(page, LOOKS)));
    for (const { id: pair } of guide.state().open?.pairs ?? [])
      await guide.rate({ type: 'pair', rater: 'me', pair, verdict: 'left' });
    await page.reload();
    await page.getByRole('heading', { name: 'Candidates' }).waitFor();
    findings.push(...(await findBarriers(page, LOOKS)));
    expect(findings).toEqual([]);
  });
});
