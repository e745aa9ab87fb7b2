// `npm test`: installs, builds and runs every package's tests; the last line has the totals.
// Arguments go to turbo, as in `npm test -- --filter=@dln/vi`.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap, readTurbo, runTurbo } from './bootstrap.mjs';
import { listFailures, listSlowest, sumTestReports } from './sum-test-reports.mjs';

// One package at a time, which has all cores: tests that wait for a server do not wait for others.
const args = ['run', 'test', '--concurrency=1', ...process.argv.slice(2)];
// A package's own script names its unit tests, and each `--project` adds one.
const projects = [...(args.includes('--') ? [] : ['--']), '--project=integration'];
await bootstrap();

const folder = mkdtempSync(join(tmpdir(), 'dln-test-'));
const { status } = await runTurbo([...args, '--continue', '--log-order=grouped', ...projects], {
  DLN_TEST_REPORT: folder,
});
const packages = await testedPackages();
const reports = packages.map(readReport);
rmSync(folder, { recursive: true });

console.log(`\nslowest test files:\n${listSlowest(reports, 40).join('\n')}`);
const failures = listFailures(reports);
if (failures.length > 0) console.log(`\nfailed tests:\n${failures.join('\n')}`);

const { passed, failed, skipped } = sumTestReports(reports);
if (status !== 0 && failed === 0) console.log('No test failed, but a test run did: see above.');
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(status === 0 && failed > 0 ? 1 : status);

/** @returns {Promise<string[]>} The packages that have tests. */
async function testedPackages() {
  /** @type {{ tasks: { task: string, command: string, package: string }[] }} */
  const plan = JSON.parse(await readTurbo([...args, '--dry=json']));
  return plan.tasks
    .filter(({ task, command }) => task === 'test' && command !== '<NONEXISTENT>')
    .map((task) => task.package);
}

/**
 * @param {string} name A package.
 * @returns {import('./sum-test-reports.mjs').Report} A failed run, if the package left none.
 */
function readReport(name) {
  const file = join(folder, `${name}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  console.log(`${name}: its tests left no report`);
  return { success: false, testResults: [] };
}
