import { expect, it } from 'vitest';
import * as exported from './index.ts';

it('exports these names', () => {
  expect(Object.keys(exported).sort()).toEqual([
    'GuideError',
    'LINES_PER_MESSAGE',
    'ListenError',
    'NOTHING_TO_EXPORT',
    'RUN_FILES',
    'StudioError',
    'VIEWS',
    'composeGuide',
    'createGuideService',
    'createSimulatedRater',
    'defaultGuideSettings',
    'exportRatings',
    'exportRuns',
    'fitBradleyTerry',
    'formatExamples',
    'formatPlace',
    'openGuide',
    'openStudio',
    'parsePlace',
    'readGuide',
    'summarizeLine',
  ]);
});
