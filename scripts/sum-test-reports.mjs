/**
 * What vitest's JSON reporter writes, as far as it is needed here.
 *
 * @typedef {{ status: string, fullName?: string, failureMessages?: readonly string[] }} Test
 * @typedef {{ status: string, name?: string, message?: string, startTime?: number,
 *   endTime?: number, assertionResults: readonly Test[] }} TestFile
 * @typedef {{ success: boolean, testResults: readonly TestFile[] }} Report
 * @typedef {{ passed: number, failed: number, skipped: number }} Totals
 */

/**
 * Adds up the tests of several packages.
 *
 * @param {readonly Report[]} reports
 * @returns {Totals}
 */
export function sumTestReports(reports) {
  const tests = reports.flatMap(testsOf);
  const passed = tests.filter((test) => test.status === 'passed').length;
  const failed = tests.filter((test) => test.status === 'failed').length;
  return {
    passed,
    failed: failed + sum(reports.map(failuresOutsideTests)),
    skipped: tests.length - passed - failed,
  };
}

/**
 * Lists the failed tests, each with the first line of its message, for the end of a long log.
 *
 * @param {readonly Report[]} reports
 * @returns {string[]} One line per failed test, and one per file that failed outside its tests.
 */
export function listFailures(reports) {
  return reports
    .flatMap((report) => report.testResults)
    .filter((file) => file.status === 'failed')
    .flatMap((file) => {
      const tests = file.assertionResults.filter((test) => test.status === 'failed');
      if (tests.length === 0) return [`${file.name}: ${firstLine(file.message)}`];
      return tests.map(
        (test) => `${file.name} > ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`,
      );
    });
}

/**
 * Lists the slowest test files.
 *
 * @param {readonly Report[]} reports
 * @param {number} limit At most this many.
 * @returns {string[]} Seconds and the file's path, the slowest first.
 */
export function listSlowest(reports, limit) {
  return reports
    .flatMap((report) => report.testResults)
    .map((file) => ({
      name: file.name,
      seconds: ((file.endTime ?? 0) - (file.startTime ?? 0)) / 1000,
    }))
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, limit)
    .map(({ name, seconds }) => `${seconds.toFixed(1)} s  ${name}`);
}

/** @param {string | undefined} text */
function firstLine(text) {
  return text?.split('\n')[0] ?? 'no message';
}

/**
 * A file that failed with no failing test in it (it did not load, or a hook threw) counts as one
 * failure; so does a run that failed with no failing file (it found no test).
 *
 * @param {Report} report
 */
function failuresOutsideTests(report) {
  const failed = report.testResults.filter((file) => file.status === 'failed');
  if (failed.length === 0) return report.success ? 0 : 1;
  return failed.filter((file) => file.assertionResults.every((test) => test.status !== 'failed'))
    .length;
}

/** @param {Report} report */
function testsOf(report) {
  return report.testResults.flatMap((file) => file.assertionResults);
}

/** @param {readonly number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
