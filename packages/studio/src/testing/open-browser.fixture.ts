import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of a Chromium of this machine; undefined if it has none. */
export const browserPath: string | undefined = PATHS.find((path) => existsSync(path));

/** Opens the browser of this machine, without a window. */
export async function openBrowser(): Promise<Browser> {
  if (browserPath === undefined) throw new Error('There is no Chromium on this machine.');
  // Containers often have no namespaces for the sandbox, and little shared memory.
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];
  return chromium.launch({ executablePath: browserPath, args });
}
