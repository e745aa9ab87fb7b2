import { expect, it } from 'vitest';
import { listFailures, listSlowest, sumTestReports } from './sum-test-reports.mjs';

const report = (success: boolean, ...testResults: ReturnType<typeof file>[]) => ({
  success,
  testResults,
});

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});

it('adds up the tests of every file of every package', () => {
  const reports = [
    report(false, file('passed', 'passed', 'passed'), file('failed', 'failed', 'passed')),
    report(true, file('passed', 'passed', 'skipped')),
  ];

  expect(sumTestReports(reports)).toEqual({ passed: 4, failed: 1, skipped: 1 });
});

it('counts what was pending or left to do as skipped', () => {
  const reports = [report(true, file('passed', 'pending', 'todo', 'skipped', 'passed'))];

  expect(sumTestReports(reports)).toEqual({ passed: 1, failed: 0, skipped: 3 });
});

it('counts a file that did not load, or whose hook threw, as one failure', () => {
  const reports = [report(false, file('failed'), file('failed', 'skipped', 'passed'))];

  expect(sumTestReports(reports)).toEqual({ passed: 1, failed: 2, skipped: 1 });
});

it('counts a package in which no test was found as one failure', () => {
  expect(sumTestReports([report(false)])).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

const timed = (name: string, startTime: number, endTime: number) => ({
  ...file('passed', 'passed'),
  name,
  startTime,
  endTime,
});

it('lists failed tests and files that did not load, each with the first line of the message', () => {
  const failed = { status: 'failed', fullName: 'adds up', failureMessages: ['1 is not 2\n at x'] };
  const files = [
    { status: 'failed', name: 'a.test.ts', assertionResults: [{ status: 'passed' }, failed] },
    { status: 'failed', name: 'b.test.ts', message: 'cannot load', assertionResults: [] },
    file('passed', 'passed'),
  ];

  expect(listFailures([report(false), { success: false, testResults: files }])).toEqual([
    'a.test.ts > adds up: 1 is not 2',
    'b.test.ts: cannot load',
  ]);
});

it('lists the slowest files first', () => {
  const reports = [
    report(true, timed('a.test.ts', 0, 500)),
    report(true, timed('b.test.ts', 0, 2_000), timed('c.test.ts', 0, 1_000)),
  ];

  expect(listSlowest(reports, 2)).toEqual(['2.0 s  b.test.ts', '1.0 s  c.test.ts']);
});
