import { expect, it } from 'vitest';
import * as exported from './index.ts';

it('exports these names', () => {
  expect(Object.keys(exported).sort()).toEqual([
    'ExportTargetError',
    'GuideError',
    'LINES_PER_MESSAGE',
    'ListenError',
    'MissingPageError',
    'NOTHING_TO_EXPORT',
    'NoRunError',
    'RUN_FILES',
    'RunsPathError',
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
