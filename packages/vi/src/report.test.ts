import { expect, it } from 'vitest';
import * as exported from './report.ts';

it('exports what a page can bundle: reports on answers, without models', () => {
  expect(Object.keys(exported).sort()).toEqual([
    'classificationReport',
    'mcNemarTest',
    'wilsonInterval',
  ]);
});
