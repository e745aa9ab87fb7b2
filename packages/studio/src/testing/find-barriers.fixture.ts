import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/** A way to look at a page. */
export interface Look {
  readonly colorScheme: 'light' | 'dark';
  /** Of the window, in pixels. */
  readonly width: number;
}

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds serious or critical in each look of a page that is there, and in which of them the
 * page is wider than the window. The context of the page must bypass the policy of the page, which
 * would keep axe out.
 */
export async function findBarriers(page: Page, looks: readonly Look[]): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(await axe);
  const found: string[] = [];
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    // Only violations are described: describing what passes takes most of axe's time.
    const serious = await page.evaluate<string[]>(
      `axe.run({ resultTypes: ['violations'], preload: false, iframes: false }).then(({ violations }) =>
        violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => id + ' ' + nodes[0].html))`,
    );
    const isTooWide = await page.evaluate<boolean>(
      'document.documentElement.scrollWidth > document.documentElement.clientWidth',
    );
    const look = `${page.url()} ${colorScheme} ${width}`;
    found.push(
      ...serious.map((id) => `${look}: ${id}`),
      ...(isTooWide ? [`${look}: wider than the window`] : []),
    );
  }
  return found;
}
