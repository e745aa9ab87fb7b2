import { expect, it } from 'vitest';
import * as cli from './index.ts';

it('exports what other apps run training with', () => {
  expect(Object.keys(cli).toSorted()).toEqual([
    'ConfigurationError',
    'EventMismatchError',
    'RunDirectoryError',
    'composeRun',
    'createReporter',
    'describeError',
    'estimateProbes',
    'formatCount',
    'formatDollars',
    'formatTable',
    'isUserFacing',
    'loadConfigurationFile',
    'makeFolders',
    'readRunRecord',
    'resolveConfiguration',
    'resumeTraining',
    'runTraining',
    'showRange',
    'toRanges',
  ]);
});
