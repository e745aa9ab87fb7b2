import { expect, it } from 'vitest';
import { measureLargeLog } from './measure-large-log.ts';

it('opens a log of 30 MB in parts: the first lines and the end are there long before all lines', async () => {
  const figures = await measureLargeLog(30e6, { isBuilt: false });
  expect(figures.firstLines).toBeLessThan(2000);
  expect(figures.end).toBeLessThan(2000);
  expect(figures.end).toBeLessThan(figures.allLines);
  expect(figures.sentMegabytes).toBeLessThan(1);
  // From sources, which are compiled while they are loaded. Built, the server starts with less.
  expect(figures.serverMegabytes).toBeLessThan(250);
});
