// `pnpm docs:pictures`: trains the example of tickets, and draws its terminal and its studio for the
// documentation. Needs a build and a Chromium.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { root } from '../src/pages.ts';
import { recordCommand } from './record-command.ts';
import { toTerminalSvg } from './terminal-svg.ts';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const TRAIN =
  'train --dataset tickets.yaml --model ./model.mjs --one-layer --forward-use-classes false ' +
  '--output-scoring-function accuracy --iters 3 --batch-size 6 --num-p-samples 4 --seed 7';

/** The views of the studio that are photographed. */
const VIEWS = ['Overview', 'Candidates', 'Answers'];

const main = join(root, 'apps/cli/dist/main.js');
const target = join(root, 'docs/pictures');
const folder = mkdtempSync(join(tmpdir(), 'dln-pictures-'));
try {
  mkdirSync(target, { recursive: true });
  cpSync(join(root, 'examples/tickets'), folder, { recursive: true });
  const lines = await recordCommand([main, ...TRAIN.split(' ')], folder);
  writeFileSync(join(target, 'train.svg'), toTerminalSvg({ command: `dln ${TRAIN}`, lines }));
  await recordCommand([main, 'studio', 'runs/tickets-1', '--export', 'run.html'], folder);
  await photograph(join(folder, 'run.html'));
} finally {
  rmSync(folder, { recursive: true });
}

/** Photographs views of an exported run. */
async function photograph(page: string): Promise<void> {
  const executablePath = BROWSERS.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error('Install Chromium to photograph the studio.');
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const tab = await browser.newPage({ viewport: { width: 1200, height: 720 } });
    await tab.goto(pathToFileURL(page).href);
    for (const view of VIEWS) {
      await tab.getByRole('link', { name: view, exact: true }).click();
      await tab.waitForTimeout(500);
      const path = join(target, `studio-${view.toLowerCase()}.png`);
      await tab.screenshot({ path });
      console.log(path);
    }
  } finally {
    await browser.close();
  }
}
