import { expect, it } from 'vitest';
import * as exported from './index.ts';

it('exports these names', () => {
  expect(Object.keys(exported).sort()).toEqual([
    'GuideError',
    'LINES_PER_MESSAGE',
    'MissingPageError',
    'NetworkPolicyError',
    'NoRunError',
    'PortInUseError',
    'RUN_FILES',
    'VIEWS',
    'composeGuide',
    'createGuideService',
    'createSimulatedRater',
    'defaultGuideSettings',
    'exportRuns',
    'fitBradleyTerry',
    'formatPlace',
    'openGuide',
    'openStudio',
    'parsePlace',
    'summarizeLine',
  ]);
});
