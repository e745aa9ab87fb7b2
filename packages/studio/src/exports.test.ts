import { expect, it } from 'vitest';
import * as exported from './index.ts';

it('exports these names', () => {
  expect(Object.keys(exported).sort()).toEqual([
    'LINES_PER_MESSAGE',
    'MissingPageError',
    'NetworkPolicyError',
    'NoRunError',
    'PortInUseError',
    'RUN_FILES',
    'VIEWS',
    'exportRuns',
    'formatPlace',
    'openStudio',
    'parsePlace',
    'summarizeLine',
  ]);
});
